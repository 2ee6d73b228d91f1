package io.holdfast.repository.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.testkit.fact.Fact;
import java.security.SecureRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PolynomialTest {
  @Test
  @Fact("F2")
  @DisplayName("F2: says of each polynomial what restic says")
  void judges_as_restic_does() {
    assertThat(PublishedCuts.polynomials("irreducible"))
        .hasSize(8)
        .allMatch(hex -> Polynomial.isIrreducible(Long.parseUnsignedLong(hex, 16)));
    assertThat(PublishedCuts.polynomials("reducible"))
        .hasSize(37)
        .noneMatch(hex -> Polynomial.isIrreducible(Long.parseUnsignedLong(hex, 16)));
  }

  @Test
  void finds_all_irreducible_polynomials_of_small_degree() {
    // the numbers of irreducible polynomials of degree 1 to 10 over the field of two elements
    int[] expected = {2, 1, 2, 3, 6, 9, 18, 30, 56, 99};
    int[] found = new int[10];

    for (int f = 2; f < 1 << 11; f++) {
      if (Polynomial.isIrreducible(f)) {
        found[Polynomial.degree(f) - 1]++;
      }
    }

    assertThat(found).isEqualTo(expected);
  }

  @Test
  @Fact("F2")
  @DisplayName("F2: a random polynomial has bits 53 and 0, and is irreducible")
  void generates_what_restic_accepts() {
    SecureRandom random = new SecureRandom();

    for (int i = 0; i < 20; i++) {
      long coefficients = Polynomial.generate(random).coefficients();

      assertThat(coefficients >>> 53).isEqualTo(1);
      assertThat(coefficients & 1).isEqualTo(1);
      assertThat(Polynomial.isIrreducible(coefficients)).isTrue();
    }
  }

  @Test
  @Fact("F2")
  @DisplayName("F2: hexadecimal digits, lower case, without prefix or leading zeros")
  void writes_hexadecimal_as_restic_does() {
    assertThat(Polynomial.parse("3da3358b4dc173").hex()).isEqualTo("3da3358b4dc173");
    assertThat(Polynomial.parse("003DA3358B4DC173").hex()).isEqualTo("3da3358b4dc173");
  }

  @Test
  @Fact("F2")
  @DisplayName("F2: a reducible polynomial is refused")
  void refuses_a_reducible_polynomial() {
    assertThatThrownBy(() -> Polynomial.parse("227d720139c4ab"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("reducible");
  }

  @Test
  void refuses_other_degrees_and_other_texts() {
    for (String text : new String[] {"", "0", "7", "-7", "+3da3358b4dc173", "0x3da3358b4dc173"}) {
      assertThatThrownBy(() -> Polynomial.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Polynomial.parse("ffffffffffffffff"))
        .hasMessageContaining("degree 53, not 63");
    assertThatThrownBy(() -> Polynomial.parse("1".repeat(17)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void prints_as_stars() {
    assertThat(new ChunkerParameters.Rabin(Polynomial.parse("3da3358b4dc173")).toString())
        .doesNotContainIgnoringCase("3da3");
  }
}
