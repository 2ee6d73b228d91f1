package io.holdfast.api.point;

import io.holdfast.api.value.Reference;
import io.holdfast.api.value.Texts;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Pattern;

/** Which restore point is shown. */
@Doc("Which restore point is shown.")
public record RestorePointSpec(
    @Doc("The Application that it is of.") Reference applicationRef,
    @Doc("The Repository that it is in.") Reference repositoryRef,
    @Doc("Its id in the repository.")
        @Pattern(value = Texts.POINT, expected = "the id of a restore point")
        String id) {}
