using EsConfigLint.Cli;

return CommandLine.Run(args);
