package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.send;

import dev.parley.api.v1.Command;
import dev.parley.api.v1.CommandServiceGrpc.CommandServiceImplBase;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.ListCommandsRequest;
import dev.parley.api.v1.ListCommandsResponse;
import dev.parley.api.v1.NewPoll;
import dev.parley.api.v1.RunCommandRequest;
import dev.parley.api.v1.RunCommandResponse;
import dev.parley.api.v1.SendMessageRequest;
import dev.parley.chat.app.SaveForLater;
import dev.parley.chat.app.SendMessage;
import dev.parley.chat.port.People;
import dev.parley.chat.port.SlashCommand;
import dev.parley.chat.port.SlashCommand.Invocation;
import dev.parley.chat.port.SlashCommand.Outcome;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.rpc.CallContext;
import io.grpc.stub.StreamObserver;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The public contract of commands: the built-in ones, and those that integrations add. */
public final class CommandGrpc extends CommandServiceImplBase {
  private static final Pattern WRITTEN =
      Pattern.compile("/([a-z][a-z0-9-]{0,31})(?:\\s+(.*))?", Pattern.DOTALL);

  private final Map<String, SlashCommand> commands;
  private final SendCalls sends;

  /**
   * The built-in commands, and more.
   *
   * @param added by integrations; none has the name of another
   */
  public CommandGrpc(
      RoomCalls rooms,
      SaveForLater save,
      People people,
      SendMessage sendMessage,
      Clock clock,
      List<SlashCommand> added) {
    this.commands =
        Stream.concat(
                new BuiltInCommands(rooms, save, people, clock).all().stream(), added.stream())
            .collect(Collectors.toUnmodifiableMap(SlashCommand::name, Function.identity()));
    this.sends = new SendCalls(sendMessage);
  }

  @Override
  public void listCommands(
      ListCommandsRequest request, StreamObserver<ListCommandsResponse> answer) {
    send(
        answer,
        ListCommandsResponse.newBuilder()
            .addAllCommands(
                commands.values().stream()
                    .sorted(Comparator.comparing(SlashCommand::name))
                    .map(command ->
                        Command.newBuilder()
                            .setName(command.name())
                            .setUsage(command.usage())
                            .setDescription(command.description())
                            .build())
                    .toList())
            .build());
  }

  @Override
  public void runCommand(RunCommandRequest request, StreamObserver<RunCommandResponse> answer) {
    Matcher written = WRITTEN.matcher(request.getText().strip());
    if (!written.matches()) {
      throw Problems.refuseField(
          ErrorCode.INVALID_ARGUMENT,
          "text",
          "expected a command, such as /topic and what the room is about");
    }
    SlashCommand command = commands.get(written.group(1));
    if (command == null) {
      throw Problems.refuse(
          ErrorCode.COMMAND_NOT_FOUND,
          "There is no command /" + written.group(1) + ". To say it as it is, begin with a space.");
    }
    String arguments = written.group(2) == null ? "" : written.group(2).strip();
    String thread = request.getThreadId();
    Invocation invocation =
        new Invocation(
            UUID.fromString(request.getRoomId()),
            thread.isEmpty() ? null : UUID.fromString(thread),
            CallContext.userId(),
            arguments);
    send(answer, answer(request, command, command.run(invocation)));
  }

  private RunCommandResponse answer(
      RunCommandRequest request, SlashCommand command, Outcome outcome) {
    SendMessageRequest.Builder said =
        SendMessageRequest.newBuilder()
            .setRoomId(request.getRoomId())
            .setClientId(request.getClientId())
            .setThreadId(request.getThreadId());
    return switch (outcome) {
      case Outcome.Say say -> said(said.setText(say.text()).build());
      case Outcome.Ask ask ->
          said(
              said.setText(ask.text())
                  .setPoll(
                      NewPoll.newBuilder()
                          .addAllOptions(ask.question().options())
                          .setMultiple(ask.question().multiple())
                          .setAnonymous(ask.question().anonymous()))
                  .build());
      case Outcome.Tell tell -> RunCommandResponse.newBuilder().setNote(tell.note()).build();
      case Outcome.Misused ignored ->
          throw Problems.refuseField(
              ErrorCode.INVALID_ARGUMENT, "text", "expected: " + command.usage());
    };
  }

  private RunCommandResponse said(SendMessageRequest request) {
    return RunCommandResponse.newBuilder()
        .setMessage(sends.begin(request, CallContext.userId()).get())
        .build();
  }
}
