package dev.parley.chat.adapter.grpc;

import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.ListMembersResponse;
import dev.parley.api.v1.ListMembersResponse.RoleCount;
import dev.parley.chat.domain.Member;
import dev.parley.chat.domain.Page;
import dev.parley.chat.port.Members.Listing;
import dev.parley.chat.port.Members.Start;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.rpc.PageTokens;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** Pages of members on the wire. */
final class MemberPages {
  /** Between the role and the name in a token. */
  private static final char SEPARATOR = ' ';

  private MemberPages() {}

  /** The place of a token; empty for the empty token. */
  static Optional<Start> start(String token) {
    return PageTokens.decode(token)
        .map(mark -> {
          int end = mark.name().indexOf(SEPARATOR);
          Member.Role role =
              Arrays.stream(Member.Role.values())
                  .filter(each -> mark.name().startsWith(each.name() + SEPARATOR))
                  .findFirst()
                  .orElseThrow(() ->
                      Problems.refuseField(
                          ErrorCode.INVALID_ARGUMENT,
                          "pageToken",
                          "expected the nextPageToken of a page before"));
          return new Start(role, new Page.Mark(mark.name().substring(end + 1), mark.id()));
        });
  }

  static ListMembersResponse response(Listing listing, Optional<Member.Role> role) {
    ListMembersResponse.Builder response =
        ListMembersResponse.newBuilder()
            .addAllMembers(listing.members().stream().map(Protos::member).toList())
            .setNextPageToken(
                listing
                    .next()
                    .map(start ->
                        PageTokens.encode(
                            start.role().name() + SEPARATOR + start.mark().name(),
                            start.mark().id()))
                    .orElse(""));
    listing.counts().entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey(), Comparator.reverseOrder()))
        .forEach(entry ->
            response.addRoleCounts(
                RoleCount.newBuilder()
                    .setRole(Protos.role(entry.getKey()))
                    .setCount(entry.getValue())));
    return response
        .setTotalCount(
            role.map(only -> listing.counts().getOrDefault(only, 0))
                .orElseGet(
                    () -> listing.counts().values().stream().mapToInt(Integer::intValue).sum()))
        .build();
  }
}
