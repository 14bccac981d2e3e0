package dev.parley.app;

/** The parts of the help that teach. */
final class Help {
  static final String SETTINGS =
      """

      Settings:
        Each has a key such as gateway.port. The later wins:
          1. the defaults in the jar (configs/*.yaml in the source says what each key means)
          2. ./configs/*.yaml, or those in --config DIR: any of the same files with any of their keys
          3. the environment: PARLEY_ and the key in capitals, PARLEY_GATEWAY_PORT=9000
          4. options: --port, --data, --set gateway.port=9000
        An unknown key is refused. "parley config" shows every value and where it comes from.
      """;

  static final String EXAMPLES =
      """
      Examples:
        java -jar parley.jar serve
            Everything in one process with its own database in ./data, at http://localhost:8080
        java -jar parley.jar serve --port 9000 --data /var/lib/parley
        PARLEY_DATABASE_URL=jdbc:postgresql://db/parley PARLEY_DATABASE_USER=parley \\
        PARLEY_DATABASE_PASSWORD=... java -jar parley.jar serve --target=gateway
            One role of several; the others run elsewhere (see parley serve --help)
        java -jar parley.jar config --set log.format=json
            What that would change
      """;

  static final String EXIT_CODES =
      """
      Exit codes:
        0   done; for serve: stopped as asked
        1   something outside is in the way, such as a port in use; one line says what
        2   an option or a setting is unknown or not what is expected
        70  a bug
      """;

  private Help() {}
}
