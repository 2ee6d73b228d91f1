package io.holdfast.repository.crypto;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Objects;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's own Poly1305, which the virtual machine replaces by vector instructions: about eight
 * times as fast as anything written in Java.
 *
 * <p>The class is no public API. It is reached only when the program was started with {@code
 * --add-opens=java.base/com.sun.crypto.provider=ALL-UNNAMED} and looks as expected; otherwise, and
 * for the rare keys it refuses (r or s all zero), {@link PortablePoly1305} does the work.
 */
final class IntrinsicPoly1305 implements Poly1305 {
  private static final @Nullable Entrances ENTRANCES = Entrances.find();

  private final Object intrinsic;
  private final PortablePoly1305 portable = new PortablePoly1305();
  private boolean refused;

  IntrinsicPoly1305() {
    intrinsic = entrances().newInstance();
  }

  /** A constant to the compiler, which is what makes the calls as fast as direct ones. */
  private static Entrances entrances() {
    return Objects.requireNonNull(ENTRANCES, "this virtual machine does not open its Poly1305");
  }

  static boolean isAvailable() {
    return ENTRANCES != null;
  }

  @Override
  public void start(byte[] key) {
    refused = !entrances().start(intrinsic, new SecretKeySpec(key, "Poly1305"));
    if (refused) {
      portable.start(key);
    }
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    if (refused) {
      portable.update(bytes, offset, length);
    } else {
      entrances().update(intrinsic, bytes, offset, length);
    }
  }

  @Override
  public void finish(byte[] tag, int offset) {
    if (refused) {
      portable.finish(tag, offset);
    } else {
      System.arraycopy(entrances().finish(intrinsic), 0, tag, offset, TAG_BYTES);
    }
  }

  /** The methods of the JDK's class, typed so that calls through them are inlined. */
  private record Entrances(
      MethodHandle create, MethodHandle init, MethodHandle update, MethodHandle doFinal) {

    static @Nullable Entrances find() {
      try {
        Class<?> type = Class.forName("com.sun.crypto.provider.Poly1305");
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        return new Entrances(
            lookup
                .findConstructor(type, MethodType.methodType(void.class))
                .asType(MethodType.methodType(Object.class)),
            lookup
                .findVirtual(
                    type,
                    "engineInit",
                    MethodType.methodType(void.class, Key.class, AlgorithmParameterSpec.class))
                .asType(
                    MethodType.methodType(
                        void.class, Object.class, Key.class, AlgorithmParameterSpec.class)),
            lookup
                .findVirtual(
                    type,
                    "engineUpdate",
                    MethodType.methodType(void.class, byte[].class, int.class, int.class))
                .asType(
                    MethodType.methodType(
                        void.class, Object.class, byte[].class, int.class, int.class)),
            lookup
                .findVirtual(type, "engineDoFinal", MethodType.methodType(byte[].class))
                .asType(MethodType.methodType(byte[].class, Object.class)));
      } catch (ReflectiveOperationException _) {
        // closed or changed: the portable one gives the same tags
        return null;
      }
    }

    Object newInstance() {
      try {
        return (Object) create.invokeExact();
      } catch (Throwable failure) {
        throw unexpected(failure);
      }
    }

    /** Whether the key was accepted. */
    boolean start(Object intrinsic, Key key) {
      try {
        init.invokeExact(intrinsic, key, (AlgorithmParameterSpec) null);
        return true;
      } catch (InvalidKeyException _) {
        return false;
      } catch (Throwable failure) {
        throw unexpected(failure);
      }
    }

    void update(Object intrinsic, byte[] bytes, int offset, int length) {
      try {
        update.invokeExact(intrinsic, bytes, offset, length);
      } catch (Throwable failure) {
        throw unexpected(failure);
      }
    }

    byte[] finish(Object intrinsic) {
      try {
        return (byte[]) doFinal.invokeExact(intrinsic);
      } catch (Throwable failure) {
        throw unexpected(failure);
      }
    }

    /** A method handle may throw anything by its signature; none of these methods does. */
    private static IllegalStateException unexpected(Throwable failure) {
      if (failure instanceof Error error) {
        throw error;
      }
      return new IllegalStateException("the JDK's Poly1305 failed", failure);
    }
  }
}
