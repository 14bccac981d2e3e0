package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.send;

import dev.parley.api.v1.CreateSectionRequest;
import dev.parley.api.v1.CreateSectionResponse;
import dev.parley.api.v1.DeleteSectionRequest;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.ListSectionsRequest;
import dev.parley.api.v1.MoveRoomRequest;
import dev.parley.api.v1.Section;
import dev.parley.api.v1.SectionList;
import dev.parley.api.v1.SectionServiceGrpc.SectionServiceImplBase;
import dev.parley.api.v1.UpdateSectionRequest;
import dev.parley.chat.app.ArrangeSections;
import dev.parley.chat.app.FindRooms;
import dev.parley.chat.domain.Sections;
import dev.parley.chat.port.SectionRepository.Outcome;
import dev.parley.chat.port.SectionRepository.Refusal;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.rpc.CallContext;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The public contract of one's own sections. */
public final class SectionGrpc extends SectionServiceImplBase {
  private final ArrangeSections arrange;
  private final FindRooms rooms;

  public SectionGrpc(ArrangeSections arrange, FindRooms rooms) {
    this.arrange = arrange;
    this.rooms = rooms;
  }

  @Override
  public void listSections(ListSectionsRequest request, StreamObserver<SectionList> answer) {
    send(answer, list(arrange.list(CallContext.userId())));
  }

  @Override
  public void createSection(
      CreateSectionRequest request, StreamObserver<CreateSectionResponse> answer) {
    String id = arrange.newId();
    Outcome made = arrange.make(CallContext.userId(), id, request.getName());
    send(
        answer,
        CreateSectionResponse.newBuilder().setSectionId(id).setList(done(made, id)).build());
  }

  @Override
  public void updateSection(UpdateSectionRequest request, StreamObserver<SectionList> answer) {
    ArrangeSections.Wish wish =
        new ArrangeSections.Wish(
            request.hasName() ? Optional.of(request.getName()) : Optional.empty(),
            request.hasCollapsed() ? Optional.of(request.getCollapsed()) : Optional.empty(),
            request.getSort() == Section.Sort.SORT_UNSPECIFIED
                ? Optional.empty()
                : Optional.of(
                    dev.parley.chat.domain.Section.Sort.valueOf(request.getSort().name())),
            request.hasUnreadOnly() ? Optional.of(request.getUnreadOnly()) : Optional.empty(),
            request.hasPosition() ? Optional.of(request.getPosition()) : Optional.empty());
    Outcome changed = arrange.change(CallContext.userId(), request.getSectionId(), wish);
    send(answer, done(changed, request.getSectionId()));
  }

  @Override
  public void deleteSection(DeleteSectionRequest request, StreamObserver<SectionList> answer) {
    Outcome deleted = arrange.delete(CallContext.userId(), request.getSectionId());
    send(answer, done(deleted, request.getSectionId()));
  }

  @Override
  public void moveRoom(MoveRoomRequest request, StreamObserver<SectionList> answer) {
    List<UUID> order = request.getOrderList().stream().map(UUID::fromString).toList();
    UUID roomId = UUID.fromString(request.getRoomId());
    if (!order.isEmpty() && !order.contains(roomId)) {
      throw Problems.refuseField(
          ErrorCode.INVALID_ARGUMENT, "order", "expected the room that is moved to be among them");
    }
    Outcome moved = arrange.move(CallContext.userId(), roomId, request.getSectionId(), order);
    if (moved instanceof Outcome.NotAMember) {
      throw rooms.get(roomId, CallContext.userId()).isPresent()
          ? ChatGrpc.notAMember()
          : ChatGrpc.noSuchRoom(request.getRoomId());
    }
    send(answer, done(moved, request.getSectionId()));
  }

  private static SectionList done(Outcome outcome, String sectionId) {
    return switch (outcome) {
      case Outcome.Done done -> list(done.sections());
      case Outcome.Refused refused -> throw refused(refused.refusal(), sectionId);
      case Outcome.NotAMember ignored -> throw ChatGrpc.notAMember();
    };
  }

  private static StatusRuntimeException refused(Refusal refusal, String sectionId) {
    return switch (refusal) {
      case MISSING ->
          Problems.refuse(
              ErrorCode.SECTION_NOT_FOUND,
              "You have no section " + sectionId + ": read the list again.");
      case BUILT_IN ->
          Problems.refuse(
              ErrorCode.SECTION_BUILT_IN,
              "This section is built in: it keeps its name, and stays. All else of it can be changed.");
      case WRONG ->
          Problems.refuse(
              ErrorCode.WRONG_SECTION,
              "Channels holds channels, and Conversations groups and direct conversations: choose"
                  + " the other, Favourites, or a section of your own.");
      case TOO_MANY ->
          Problems.refuse(
              ErrorCode.TOO_MANY_SECTIONS,
              "You have "
                  + Sections.MOST_OWN
                  + " sections of your own: delete one of those first.");
    };
  }

  private static SectionList list(Sections sections) {
    return SectionList.newBuilder()
        .setVersion(sections.version())
        .addAllSections(sections.all().stream().map(SectionGrpc::section).toList())
        .build();
  }

  private static Section section(dev.parley.chat.domain.Section section) {
    return Section.newBuilder()
        .setId(section.id())
        .setKind(Section.Kind.valueOf(section.kind().name()))
        .setName(section.name())
        .setCollapsed(section.collapsed())
        .setSort(Section.Sort.valueOf(section.sort().name()))
        .setUnreadOnly(section.unreadOnly())
        .addAllRoomIds(section.roomIds().stream().map(UUID::toString).toList())
        .build();
  }
}
