package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.v1.Command;
import dev.parley.api.v1.CommandServiceGrpc;
import dev.parley.api.v1.CreateRoomRequest;
import dev.parley.api.v1.GetRoomRequest;
import dev.parley.api.v1.ListCommandsRequest;
import dev.parley.api.v1.ListMembersRequest;
import dev.parley.api.v1.ListMessagesRequest;
import dev.parley.api.v1.ListSavedItemsRequest;
import dev.parley.api.v1.Message;
import dev.parley.api.v1.Room;
import dev.parley.api.v1.RunCommandRequest;
import dev.parley.api.v1.RunCommandResponse;
import dev.parley.api.v1.SavedServiceGrpc;
import dev.parley.chat.port.SlashCommand;
import dev.parley.platform.rpc.Role;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
  /** What an integration adds. */
  private static final SlashCommand DICE =
      new SlashCommand() {
        @Override
        public String name() {
          return "dice";
        }

        @Override
        public String usage() {
          return "/dice sides";
        }

        @Override
        public String description() {
          return "Roll a die";
        }

        @Override
        public Outcome run(Invocation invocation) {
          return invocation.arguments().isEmpty()
              ? new Outcome.Misused()
              : new Outcome.Say("rolls a four of " + invocation.arguments());
        }
      };

  private final Installation parley = new Installation(List.of(DICE));
  private final UUID ada = parley.auth.register("ada");
  private final UUID ben = parley.auth.register("ben");
  private final String room =
      parley
          .chat(ada)
          .createRoom(CreateRoomRequest.newBuilder().setName("engines").build())
          .getId();

  @AfterEach
  void stop() {
    parley.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/me waves|_waves_",
        "/me is in snake_case|_is in snake\\_case_",
        "/shrug|¯\\\\\\_(ツ)\\_/¯",
        "/shrug who knows|who knows ¯\\\\\\_(ツ)\\_/¯",
        "/dice 6|rolls a four of 6",
      })
  void somethingIsSaidByWhoWritesIt(String written, String said) {
    Message message = run(ada, written).getMessage();

    assertThat(message.getText()).isEqualTo(said);
    assertThat(message.getSender().getId()).isEqualTo(ada.toString());
  }

  @Test
  void aRetrySaysNothingTwice() {
    RunCommandRequest request = request("/me waves");
    commands(ada).runCommand(request);
    commands(ada).runCommand(request);

    assertThat(
            parley
                .chat(ada)
                .listMessages(ListMessagesRequest.newBuilder().setRoomId(room).build())
                .getMessagesList())
        .hasSize(1);
  }

  @Test
  void aPollIsAsked() {
    Message message = run(ada, "/poll \"What shall we eat?\" Soup “Bread and cheese”").getMessage();

    assertThat(message.getText()).isEqualTo("What shall we eat?");
    assertThat(message.getPoll().getOptionsList())
        .extracting(option -> option.getText())
        .containsExactly("Soup", "Bread and cheese");
  }

  @Test
  void aRoomIsChangedWithOnesOwnPermissions() {
    run(ada, "/topic Brass\nor steel?");
    assertThat(room(ada).getTopic()).isEqualTo("Brass or steel?");
    assertThat(run(ada, "/invite @ben").getNote()).isEqualTo("ben is in the room now.");
    assertThat(
            parley
                .chat(ada)
                .listMembers(ListMembersRequest.newBuilder().setRoomId(room).build())
                .getTotalCount())
        .isEqualTo(2);
    run(ben, "/mute");
    assertThat(room(ben).getPreferences().getMuted()).isTrue();
    run(ben, "/unmute");
    assertThat(room(ben).getPreferences().getMuted()).isFalse();
    run(ben, "/leave");
    assertThat(room(ben).getJoined()).isFalse();
    assertThatThrownBy(() -> run(ben, "/topic mine")).hasMessageContaining("join it first");
    assertThatThrownBy(() -> run(ada, "/invite @nobody")).hasMessageContaining("nobody");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/remind me in 20 minutes to call",
        "/remind in 3 hours call",
        "/remind me in 2d that I call",
        "/REMIND"
      })
  void oneIsRemindedOrToldHowToWriteIt(String written) {
    if (written.equals("/REMIND")) {
      assertThatThrownBy(() -> run(ada, written)).hasMessageContaining("expected a command");
      return;
    }
    assertThat(run(ada, written).getNote()).startsWith("You will be reminded in ");
    assertThat(
            parley
                .bearing(
                    ada, SavedServiceGrpc.newBlockingStub(parley.channels.forwardingTo(Role.CHAT)))
                .listSavedItems(ListSavedItemsRequest.getDefaultInstance())
                .getItemsList())
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/nothing|There is no command /nothing",
        "/me|expected: /me text",
        "/dice|expected: /dice sides",
        "/poll one two|expected: /poll",
        "/remind me tomorrow|expected: /remind me in 20 minutes",
        "/remind me in 9999 weeks to call|within five years",
        "hello|expected a command",
      })
  void whatIsNotWrittenSoIsToldHow(String written, String told) {
    assertThatThrownBy(() -> run(ada, written)).hasMessageContaining(told);
  }

  @Test
  void allAreListedByName() {
    assertThat(
            commands(ada).listCommands(ListCommandsRequest.getDefaultInstance()).getCommandsList())
        .extracting(Command::getName)
        .containsExactly(
            "dice", "invite", "leave", "me", "mute", "poll", "remind", "shrug", "topic", "unmute");
  }

  private Room room(UUID person) {
    return parley.chat(person).getRoom(GetRoomRequest.newBuilder().setRoomId(room).build());
  }

  private RunCommandResponse run(UUID person, String text) {
    return commands(person).runCommand(request(text));
  }

  private RunCommandRequest request(String text) {
    return RunCommandRequest.newBuilder()
        .setRoomId(room)
        .setClientId(UUID.randomUUID().toString())
        .setText(text)
        .build();
  }

  private CommandServiceGrpc.CommandServiceBlockingStub commands(UUID person) {
    return parley.bearing(
        person, CommandServiceGrpc.newBlockingStub(parley.channels.forwardingTo(Role.CHAT)));
  }
}
