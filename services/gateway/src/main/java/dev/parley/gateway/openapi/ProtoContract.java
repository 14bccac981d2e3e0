package dev.parley.gateway.openapi;

import build.buf.validate.ValidateProto;
import com.google.api.AnnotationsProto;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.DescriptorProtos.SourceCodeInfo.Location;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.ExtensionRegistry;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.ErrorRule;
import dev.parley.api.v1.MethodRule;
import dev.parley.api.v1.OptionsProto;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The published contract as it was compiled: the descriptors of {@code parley.v1} with their
 * options and comments. The classes generated from the same files have no comments, therefore the
 * descriptor set is read.
 */
final class ProtoContract {
  /** The package whose services the world may call. */
  static final String PACKAGE = "parley.v1";

  // The extensions are found beside the messages that they carry.
  private static final FieldDescriptor METHOD =
      extension(MethodRule.getDescriptor().getFile(), "method");
  private static final FieldDescriptor ERROR =
      extension(ErrorCode.getDescriptor().getFile(), "error");
  private static final String RESOURCE = "/dev/parley/api/parley.protoset";

  private final Map<String, FileDescriptor> files = new LinkedHashMap<>();
  private final Map<String, String> comments = new HashMap<>();

  private ProtoContract(FileDescriptorSet set) {
    Map<String, FileDescriptorProto> protos = new LinkedHashMap<>();
    set.getFileList().forEach(file -> protos.put(file.getName(), file));
    protos.keySet().stream().sorted().forEach(name -> link(name, protos));
    set.getFileList().forEach(file -> new CommentReader(file).read());
  }

  /** The contract that is on the class path. */
  static ProtoContract published() {
    ExtensionRegistry extensions = ExtensionRegistry.newInstance();
    AnnotationsProto.registerAllExtensions(extensions);
    ValidateProto.registerAllExtensions(extensions);
    extensions.add(OptionsProto.visibleName);
    extensions.add(METHOD, MethodRule.getDefaultInstance());
    extensions.add(ERROR, ErrorRule.getDefaultInstance());
    try (InputStream in = ProtoContract.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + RESOURCE);
      }
      return new ProtoContract(FileDescriptorSet.parseFrom(in, extensions));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
  }

  /**
   * The public services, by file name and then as declared: the order does not depend on the
   * machine that compiled.
   */
  List<ServiceDescriptor> services() {
    return files.values().stream()
        .filter(file -> file.getPackage().equals(PACKAGE))
        .sorted(Comparator.comparing(FileDescriptor::getName))
        .flatMap(file -> file.getServices().stream())
        .toList();
  }

  /** The message of {@code parley.v1} with this name. */
  Descriptor message(String name) {
    return files.values().stream()
        .filter(file -> file.getPackage().equals(PACKAGE))
        .map(file -> file.findMessageTypeByName(name))
        .filter(found -> found != null)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no message " + PACKAGE + "." + name));
  }

  /** The enum of {@code parley.v1} with this name. */
  EnumDescriptor enumeration(String name) {
    return files.values().stream()
        .filter(file -> file.getPackage().equals(PACKAGE))
        .map(file -> file.findEnumTypeByName(name))
        .filter(found -> found != null)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no enum " + PACKAGE + "." + name));
  }

  /** What the contract says of a method beyond its HTTP binding. */
  MethodRule rule(MethodDescriptor method) {
    if (!method.getOptions().hasField(METHOD)) {
      throw new IllegalStateException(
          method.getFullName() + " has no (method) option: who may call it?");
    }
    return (MethodRule) method.getOptions().getField(METHOD);
  }

  /** How an error code appears on each wire. */
  ErrorRule rule(EnumValueDescriptor code) {
    if (!code.getOptions().hasField(ERROR)) {
      throw new IllegalStateException(
          code.getFullName() + " has no (error) option, so no HTTP status");
    }
    return (ErrorRule) code.getOptions().getField(ERROR);
  }

  private static FieldDescriptor extension(FileDescriptor file, String name) {
    FieldDescriptor extension = file.findExtensionByName(name);
    if (extension == null) {
      throw new IllegalStateException(file.getName() + " has no extension " + name);
    }
    return extension;
  }

  /** The comment in front of a declaration as Markdown, empty if there is none. */
  String comment(GenericDescriptor declaration) {
    return comments.getOrDefault(declaration.getFullName(), "");
  }

  private FileDescriptor link(String name, Map<String, FileDescriptorProto> protos) {
    FileDescriptor known = files.get(name);
    if (known != null) {
      return known;
    }
    FileDescriptorProto proto = protos.get(name);
    if (proto == null) {
      throw new IllegalStateException(RESOURCE + " lacks the import " + name);
    }
    FileDescriptor[] imports =
        proto.getDependencyList().stream()
            .map(each -> link(each, protos))
            .toArray(FileDescriptor[]::new);
    try {
      FileDescriptor linked = FileDescriptor.buildFrom(proto, imports);
      files.put(name, linked);
      return linked;
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException(RESOURCE + " does not link: " + name, e);
    }
  }

  /** Walks one file along the field numbers of descriptor.proto, by which comments are located. */
  private final class CommentReader {
    private final FileDescriptorProto file;
    private final Map<List<Integer>, String> located = new HashMap<>();

    CommentReader(FileDescriptorProto file) {
      this.file = file;
      for (Location location : file.getSourceCodeInfo().getLocationList()) {
        if (location.hasLeadingComments()) {
          located.put(location.getPathList(), Prose.reflow(location.getLeadingComments()));
        }
      }
    }

    void read() {
      for (int i = 0; i < file.getMessageTypeCount(); i++) {
        message(
            file.getMessageType(i),
            file.getPackage(),
            path(null, FileDescriptorProto.MESSAGE_TYPE_FIELD_NUMBER, i));
      }
      for (int i = 0; i < file.getEnumTypeCount(); i++) {
        enumeration(
            file.getEnumType(i),
            file.getPackage(),
            path(null, FileDescriptorProto.ENUM_TYPE_FIELD_NUMBER, i));
      }
      for (int i = 0; i < file.getServiceCount(); i++) {
        ServiceDescriptorProto service = file.getService(i);
        List<Integer> path = path(null, FileDescriptorProto.SERVICE_FIELD_NUMBER, i);
        String name = keep(file.getPackage(), service.getName(), path);
        for (int j = 0; j < service.getMethodCount(); j++) {
          keep(
              name,
              service.getMethod(j).getName(),
              path(path, ServiceDescriptorProto.METHOD_FIELD_NUMBER, j));
        }
      }
    }

    private void message(DescriptorProto message, String parent, List<Integer> path) {
      String name = keep(parent, message.getName(), path);
      for (int i = 0; i < message.getFieldCount(); i++) {
        keep(
            name, message.getField(i).getName(), path(path, DescriptorProto.FIELD_FIELD_NUMBER, i));
      }
      for (int i = 0; i < message.getOneofDeclCount(); i++) {
        keep(
            name,
            message.getOneofDecl(i).getName(),
            path(path, DescriptorProto.ONEOF_DECL_FIELD_NUMBER, i));
      }
      for (int i = 0; i < message.getNestedTypeCount(); i++) {
        message(
            message.getNestedType(i),
            name,
            path(path, DescriptorProto.NESTED_TYPE_FIELD_NUMBER, i));
      }
      for (int i = 0; i < message.getEnumTypeCount(); i++) {
        enumeration(
            message.getEnumType(i), name, path(path, DescriptorProto.ENUM_TYPE_FIELD_NUMBER, i));
      }
    }

    private void enumeration(EnumDescriptorProto type, String parent, List<Integer> path) {
      String name = keep(parent, type.getName(), path);
      for (int i = 0; i < type.getValueCount(); i++) {
        keep(
            name,
            type.getValue(i).getName(),
            path(path, EnumDescriptorProto.VALUE_FIELD_NUMBER, i));
      }
    }

    private String keep(String parent, String name, List<Integer> path) {
      String fullName = parent.isEmpty() ? name : parent + "." + name;
      String comment = located.get(path);
      if (comment != null) {
        comments.put(fullName, comment);
      }
      return fullName;
    }

    private static List<Integer> path(@Nullable List<Integer> parent, int field, int index) {
      List<Integer> path = new ArrayList<>(parent == null ? List.of() : parent);
      path.add(field);
      path.add(index);
      return path;
    }
  }
}
