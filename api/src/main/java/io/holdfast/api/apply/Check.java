package io.holdfast.api.apply;

import io.holdfast.schema.document.Mistake;
import java.util.List;

/** Something that shows only beside other documents. */
interface Check {
  List<Mistake> mistakes(List<Declared> declared);
}
