package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.domain.DirectBlock;
import dev.parley.chat.domain.Member.Role;
import dev.parley.chat.domain.Permission;
import dev.parley.chat.domain.Permissions;
import dev.parley.chat.domain.Powers;
import dev.parley.chat.domain.Room.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PermissionTest {
  /**
   * Written by hand: per permission, how many of the five roles may, in a channel, a group, a
   * conversation.
   */
  @ParameterizedTest
  @CsvSource({
    "SEND_MESSAGES, 5, 2, 2",
    "MENTION_EVERYONE, 4, 2, 2",
    "ADD_MEMBERS, 4, 1, 0",
    "CHANGE_TOPIC, 4, 1, 0",
    "CHANGE_DETAILS, 2, 1, 0",
    "DELETE_MESSAGES, 3, 0, 0",
    "REMOVE_MEMBERS, 3, 0, 0",
    "MUTE_MEMBERS, 3, 0, 0",
    "PIN_MESSAGES, 4, 1, 2",
    "CHANGE_RETENTION, 2, 1, 2",
    "CHANGE_ROLES, 2, 0, 0",
    "CHANGE_PERMISSIONS, 2, 0, 0",
    "ARCHIVE_ROOM, 2, 0, 0",
    "DELETE_ROOM, 1, 0, 0",
  })
  void theTableIsAsIntended(Permission permission, int channel, int group, int direct) {
    assertThat(roles(Kind.CHANNEL).filter(powers -> powers.may(permission))).hasSize(channel);
    // All are guests or plain members there.
    assertThat(roles(Kind.GROUP).limit(2).filter(powers -> powers.may(permission))).hasSize(group);
    assertThat(roles(Kind.DIRECT).limit(2).filter(powers -> powers.may(permission)))
        .hasSize(direct);
  }

  @ParameterizedTest
  @EnumSource
  void guestsAreGivenNothingButTheirSay(Permission permission) {
    assertThat(permission.adjustableTo(Role.GUEST))
        .isEqualTo(permission == Permission.SEND_MESSAGES);
    assertThat(permission.adjustableTo(Role.MEMBER)).isEqualTo(permission.adjustable());
  }

  @ParameterizedTest
  @EnumSource
  void theDocumentationPrintsTheTable(Permission permission) throws IOException {
    String line =
        Files.readAllLines(Path.of("../../docs/rooms.md")).stream()
            .filter(each -> each.startsWith("| `" + permission + "` |"))
            .findFirst()
            .orElse("");

    assertThat(line)
        .endsWith(
            "| %s%s | %s | %s |"
                .formatted(
                    least(permission, Kind.CHANNEL),
                    permission.adjustable() ? " *" : "",
                    least(permission, Kind.GROUP),
                    least(permission, Kind.DIRECT)));
  }

  private static String least(Permission permission, Kind kind) {
    return permission.least(kind).map(Role::name).orElse("-");
  }

  private static Stream<Powers> roles(Kind kind) {
    return Stream.of(Role.values())
        .map(role ->
            new Powers(role, new Permissions(kind, Map.of()), false, null, DirectBlock.NONE));
  }
}
