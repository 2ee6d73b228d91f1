import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

// Rewrites jars whose classes are older than Java 6, as picocli's are, in today's class file
// version with stack maps. The AOT cache takes no older class (and JDK 25.0.3 crashes while it
// makes one with lambdas of such interfaces). The code is unchanged: docs/adr/0003.
//
// Usage: java UpgradeOldClasses.java JAR...

static final int JAVA_6 = 50;

void main(String[] jars) throws IOException {
  for (var jar : jars) {
    if (hasOldClasses(jar)) {
      Files.write(Path.of(jar), upgraded(jar));
    }
  }
}

boolean hasOldClasses(String path) throws IOException {
  try (var jar = new JarFile(path)) {
    for (var entry : jar.stream().filter(this::isClass).toList()) {
      var head = jar.getInputStream(entry).readNBytes(8);
      if (((head[6] & 0xff) << 8 | head[7] & 0xff) < JAVA_6) {
        return true;
      }
    }
    return false;
  }
}

byte[] upgraded(String path) throws IOException {
  var bytes = new ByteArrayOutputStream();
  try (var jar = new JarFile(path);
      var loader = new URLClassLoader(new URL[] {Path.of(path).toUri().toURL()});
      var output = new JarOutputStream(bytes)) {
    var classFile =
        ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.defaultResolver()
                    .orElse(ClassHierarchyResolver.ofResourceParsing(loader))));
    for (var entry : jar.stream().filter(entry -> !entry.isDirectory()).toList()) {
      var content = jar.getInputStream(entry).readAllBytes();
      var copy = new JarEntry(entry.getName());
      copy.setTime(entry.getTime());
      output.putNextEntry(copy);
      output.write(isClass(entry) ? upgraded(classFile, classFile.parse(content)) : content);
      output.closeEntry();
    }
  }
  return bytes.toByteArray();
}

byte[] upgraded(ClassFile classFile, ClassModel model) {
  return classFile.transformClass(
      model,
      ClassTransform.dropping(ClassFileVersion.class::isInstance)
          .andThen(
              ClassTransform.transformingMethodBodies((builder, element) -> builder.with(element)))
          .andThen(
              ClassTransform.endHandler(
                  builder -> builder.withVersion(ClassFile.latestMajorVersion(), 0))));
}

boolean isClass(JarEntry entry) {
  return entry.getName().endsWith(".class") && !entry.getName().endsWith("module-info.class");
}
