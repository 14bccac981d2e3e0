package dev.parley.app;

import java.io.PrintWriter;
import java.util.Map;

/** What a command sees of the shell that called it. */
record Console(PrintWriter out, PrintWriter err, Map<String, String> environment) {}
