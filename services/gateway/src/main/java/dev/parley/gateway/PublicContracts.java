package dev.parley.gateway;

import dev.parley.api.v1.AcknowledgementServiceGrpc;
import dev.parley.api.v1.AuthServiceGrpc;
import dev.parley.api.v1.BlocksServiceGrpc;
import dev.parley.api.v1.ChatServiceGrpc;
import dev.parley.api.v1.CommandServiceGrpc;
import dev.parley.api.v1.DeletionServiceGrpc;
import dev.parley.api.v1.DraftServiceGrpc;
import dev.parley.api.v1.EmojiServiceGrpc;
import dev.parley.api.v1.InvitationServiceGrpc;
import dev.parley.api.v1.LinkPreviewServiceGrpc;
import dev.parley.api.v1.ModerationServiceGrpc;
import dev.parley.api.v1.PinServiceGrpc;
import dev.parley.api.v1.PollServiceGrpc;
import dev.parley.api.v1.PresenceServiceGrpc;
import dev.parley.api.v1.SavedServiceGrpc;
import dev.parley.api.v1.SchedulingServiceGrpc;
import dev.parley.api.v1.SearchServiceGrpc;
import dev.parley.api.v1.SectionServiceGrpc;
import dev.parley.api.v1.ThreadServiceGrpc;
import dev.parley.api.v1.UsersServiceGrpc;
import dev.parley.platform.rpc.Role;
import io.grpc.ServiceDescriptor;
import java.util.List;

/**
 * The contracts that the world may call, and who serves each. What is not in this table is not
 * routed.
 */
public final class PublicContracts {
  /** The table. */
  public static final List<PublicContract> ALL =
      List.of(
          new PublicContract(AuthServiceGrpc.getServiceDescriptor(), Role.AUTH),
          new PublicContract(UsersServiceGrpc.getServiceDescriptor(), Role.AUTH),
          new PublicContract(ChatServiceGrpc.getServiceDescriptor(), Role.CHAT),
          new PublicContract(CommandServiceGrpc.getServiceDescriptor(), Role.CHAT),
          new PublicContract(DraftServiceGrpc.getServiceDescriptor(), Role.CHAT),
          new PublicContract(PinServiceGrpc.getServiceDescriptor(), Role.CHAT),
          new PublicContract(PollServiceGrpc.getServiceDescriptor(), Role.CHAT),
          new PublicContract(AcknowledgementServiceGrpc.getServiceDescriptor(), Role.CHAT),
          new PublicContract(LinkPreviewServiceGrpc.getServiceDescriptor(), Role.CHAT),
          new PublicContract(EmojiServiceGrpc.getServiceDescriptor(), Role.CHAT),
          new PublicContract(ThreadServiceGrpc.getServiceDescriptor(), Role.CHAT),
          new PublicContract(SavedServiceGrpc.getServiceDescriptor(), Role.CHAT),
          new PublicContract(SchedulingServiceGrpc.getServiceDescriptor(), Role.CHAT),
          new PublicContract(ModerationServiceGrpc.getServiceDescriptor(), Role.CHAT),
          new PublicContract(InvitationServiceGrpc.getServiceDescriptor(), Role.CHAT),
          new PublicContract(BlocksServiceGrpc.getServiceDescriptor(), Role.CHAT),
          new PublicContract(SearchServiceGrpc.getServiceDescriptor(), Role.CHAT),
          new PublicContract(SectionServiceGrpc.getServiceDescriptor(), Role.CHAT),
          new PublicContract(DeletionServiceGrpc.getServiceDescriptor(), Role.CHAT),
          new PublicContract(PresenceServiceGrpc.getServiceDescriptor(), Role.CHAT));

  private PublicContracts() {}

  /** A contract and the role that serves it. */
  public record PublicContract(ServiceDescriptor service, Role role) {}
}
