package io.holdfast.host.platform;

import io.holdfast.api.platform.BrowseWish;
import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.DifferenceWish;
import io.holdfast.api.platform.EntryList;
import io.holdfast.api.platform.FileContent;
import io.holdfast.api.platform.FileWish;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.api.platform.PointDifference;
import io.holdfast.host.Machine;
import io.holdfast.host.browse.PointBrowser;
import io.holdfast.host.browse.VolumeDifference;
import io.holdfast.host.run.Subject;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.tree.DeviceNode;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.FifoNode;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.IrregularNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeName;
import io.holdfast.repository.tree.SocketNode;
import io.holdfast.repository.tree.SymlinkNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** What is in restore points. What is told has bounds, since an answer is one document. */
final class BrowseAnswers {
  private static final int PERMISSIONS = 07777;

  private final Machine machine;

  BrowseAnswers(Machine machine) {
    this.machine = machine;
  }

  void addTo(Answers answers) {
    answers.add(Operations.BROWSE_POINT, this::browse);
    answers.add(Operations.READ_FILE, this::file);
    answers.add(Operations.COMPARE_POINTS, this::compare);
  }

  private EntryList browse(BrowseWish wish, Caller caller)
      throws PlatformException, IOException, InterruptedException {
    Subject subject = machine.kinds().subject(wish.application());
    var place = place(subject, wish.point(), wish.volume(), wish.path());
    List<EntryList.Entry> entries = new ArrayList<>();
    long[] more = new long[1];
    machine
        .browser()
        .list(
            subject,
            place,
            wish.recursive(),
            (path, node) -> {
              if (entries.size() < EntryList.MOST) {
                entries.add(view(path, node));
              } else {
                more[0]++;
              }
            });
    return new EntryList(entries, more[0]);
  }

  private PointBrowser.Place place(Subject subject, String point, String volume, String path)
      throws PlatformException, IOException {
    try {
      return new PointBrowser.Place(
          WantedPoint.of(machine, subject, point),
          VolumeName.parse(volume),
          TreePath.of(
              Arrays.stream(path.split("/", -1))
                  .filter(name -> !name.isEmpty())
                  .map(NodeName::of)
                  .toList()));
    } catch (IllegalArgumentException malformed) {
      throw Troubles.mistaken(malformed);
    }
  }

  private static EntryList.Entry view(TreePath path, Node node) {
    var metadata = node.metadata();
    return new EntryList.Entry(
        path.text(),
        switch (node) {
          case FileNode _ -> "file";
          case DirectoryNode _ -> "dir";
          case SymlinkNode _ -> "symlink";
          case DeviceNode _, FifoNode _, SocketNode _, IrregularNode _ -> "other";
        },
        node instanceof FileNode file ? file.size() : 0,
        new EntryList.Access(
            Integer.toOctalString(metadata.mode().bits() & PERMISSIONS),
            metadata.owner().userId(),
            metadata.owner().groupId()),
        metadata.times().modified());
  }

  private FileContent file(FileWish wish, Caller caller)
      throws PlatformException, IOException, InterruptedException {
    Subject subject = machine.kinds().subject(wish.application());
    var place = place(subject, wish.point(), wish.volume(), wish.path());
    var content = new ByteArrayOutputStream();
    machine
        .browser()
        .dump(
            subject,
            place,
            new OutputStream() {
              @Override
              public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
              }

              @Override
              public void write(byte[] bytes, int from, int length) throws IOException {
                if (content.size() + (long) length > FileContent.LARGEST) {
                  throw new LargeAnswerException(
                      "%s is larger than %d bytes: restore it, with 'holdfast point restore %s %s --volume %s=DIR --include %s'"
                          .formatted(
                              wish.path(),
                              FileContent.LARGEST,
                              wish.application(),
                              wish.point(),
                              wish.volume(),
                              wish.path()));
                }
                content.write(bytes, from, length);
              }
            });
    return new FileContent(Base64.getEncoder().encodeToString(content.toByteArray()));
  }

  private PointDifference compare(DifferenceWish wish, Caller caller)
      throws PlatformException, IOException, InterruptedException {
    Subject subject = machine.kinds().subject(wish.application());
    List<PointDifference.Change> changes = new ArrayList<>();
    long[] more = new long[1];
    var volumes =
        machine
            .browser()
            .diff(
                subject,
                WantedPoint.of(machine, subject, wish.point()),
                WantedPoint.of(machine, subject, wish.later()),
                wish.metadata(),
                (volume, change) -> {
                  if (changes.size() < PointDifference.MOST) {
                    changes.add(
                        new PointDifference.Change(
                            volume.text(),
                            change.path().text() + (change.isDirectory() ? "/" : ""),
                            change.modifier()));
                  } else {
                    more[0]++;
                  }
                });
    return new PointDifference(
        volumes.stream().map(BrowseAnswers::view).toList(), changes, more[0]);
  }

  private static PointDifference.Volume view(VolumeDifference difference) {
    return new PointDifference.Volume(
        difference.volume().text(),
        switch (difference) {
          case VolumeDifference.Compared _ -> PointDifference.State.COMPARED;
          case VolumeDifference.OnlyBefore _ -> PointDifference.State.ONLY_BEFORE;
          case VolumeDifference.OnlyAfter _ -> PointDifference.State.ONLY_AFTER;
        });
  }
}
