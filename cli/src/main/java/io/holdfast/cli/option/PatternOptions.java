package io.holdfast.cli.option;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.cli.console.StopException;
import io.holdfast.repository.select.BadPatternException;
import io.holdfast.repository.select.PatternFile;
import io.holdfast.repository.select.PatternList;
import io.holdfast.repository.select.PatternList.LetterCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Patterns as options give them: one by one, and in files.
 *
 * @param option the options' name, for messages
 * @param sensitive where case matters
 * @param sensitiveFiles files of such
 * @param insensitive where it does not
 * @param insensitiveFiles files of such
 */
public record PatternOptions(
    String option,
    List<String> sensitive,
    List<Path> sensitiveFiles,
    List<String> insensitive,
    List<Path> insensitiveFiles) {
  /** The lists that they are, without empty ones. */
  public List<PatternList> lists(UnaryOperator<String> variables) throws IOException {
    var lists = new ArrayList<PatternList>();
    try {
      var exact = PatternList.of(all(sensitive, sensitiveFiles, variables), LetterCase.SENSITIVE);
      var folded =
          PatternList.of(all(insensitive, insensitiveFiles, variables), LetterCase.INSENSITIVE);
      for (var list : List.of(folded, exact)) {
        if (!list.isEmpty()) {
          lists.add(list);
        }
      }
    } catch (BadPatternException bad) {
      throw StopException.usage("%s: %s".formatted(option, bad.getMessage()));
    }
    return lists;
  }

  /** The patterns as people wrote them, for the snapshot. */
  public List<String> texts(UnaryOperator<String> variables) throws IOException {
    var texts = new ArrayList<String>();
    for (var pattern : all(sensitive, sensitiveFiles, variables)) {
      texts.add(new String(pattern, UTF_8));
    }
    for (var pattern : all(insensitive, insensitiveFiles, variables)) {
      texts.add(new String(pattern, UTF_8));
    }
    return texts;
  }

  private List<byte[]> all(List<String> patterns, List<Path> files, UnaryOperator<String> variables)
      throws IOException {
    var all = new ArrayList<byte[]>();
    for (var pattern : patterns) {
      all.add(pattern.getBytes(UTF_8));
    }
    for (var file : files) {
      try {
        all.addAll(PatternFile.read(Files.readAllBytes(file), variables));
      } catch (NoSuchFileException absent) {
        throw StopException.usage("%s-file: %s does not exist".formatted(option, file));
      }
    }
    return all;
  }
}
