package io.holdfast.api.platform;

import static io.holdfast.api.platform.Operation.act;
import static io.holdfast.api.platform.Operation.delete;
import static io.holdfast.api.platform.Operation.read;

import java.util.List;

/** The table of everything that can be asked, in the order of the reference. */
public final class Operations {
  public static final Operation<ApplyKinds, AppliedKinds> APPLY =
      act(
          "/v1/kinds",
          Role.ADMIN,
          "declares what is protected, and how: all of it or nothing",
          ApplyKinds.class,
          AppliedKinds.class);

  public static final Operation<OfKind, DeletedKind> DELETE_KIND =
      delete(
          "/v1/kinds/{kind}/{name}",
          "declares something no more, unless another object names it or a run of it has not ended;"
              + " restore points stay",
          OfKind.class,
          DeletedKind.class);

  public static final Operation<OfRepository, RepositoryMade> MAKE_REPOSITORY =
      act(
          "/v1/repositories/{repository}/make",
          Role.ADMIN,
          "makes a declared repository that is not there yet",
          OfRepository.class,
          RepositoryMade.class);

  public static final Operation<KitWish, KitView> EXPORT_KIT =
      act(
          "/v1/repositories/{repository}/recovery-kit",
          Role.ADMIN,
          "writes the recovery kit into a directory of the machine",
          KitWish.class,
          KitView.class);

  public static final Operation<Everything, ApplicationList> LIST_APPLICATIONS =
      read("/v1/applications", "the applications", Everything.class, ApplicationList.class);

  public static final Operation<OfApplication, PointList> LIST_POINTS =
      read(
          "/v1/applications/{application}/points",
          "its restore points",
          OfApplication.class,
          PointList.class);

  public static final Operation<OfPoint, PointDetail> SHOW_POINT =
      read(
          "/v1/applications/{application}/points/{point}",
          "everything that is known of a restore point",
          OfPoint.class,
          PointDetail.class);

  public static final Operation<BrowseWish, EntryList> BROWSE_POINT =
      act(
          "/v1/applications/{application}/points/{point}/entries",
          Role.VIEWER,
          "what is at a place of a restore point",
          BrowseWish.class,
          EntryList.class);

  public static final Operation<FileWish, FileContent> READ_FILE =
      act(
          "/v1/applications/{application}/points/{point}/file",
          Role.OPERATOR,
          "a file of a restore point, up to 16 MiB",
          FileWish.class,
          FileContent.class);

  public static final Operation<DifferenceWish, PointDifference> COMPARE_POINTS =
      read(
          "/v1/applications/{application}/points/{point}/difference",
          "how a later restore point differs",
          DifferenceWish.class,
          PointDifference.class);

  public static final Operation<OfApplication, BackupPlanView> PLAN_BACKUP =
      read(
          "/v1/applications/{application}/backup-plan",
          "what a backup would do now",
          OfApplication.class,
          BackupPlanView.class);

  public static final Operation<OfApplication, Accepted> BACK_UP =
      act(
          "/v1/applications/{application}/backups",
          Role.OPERATOR,
          "asks for a restore point",
          OfApplication.class,
          Accepted.class);

  public static final Operation<RestoreWish, RestorePlanView> PLAN_RESTORE =
      act(
          "/v1/applications/{application}/restore-plan",
          Role.VIEWER,
          "what a restore would do now",
          RestoreWish.class,
          RestorePlanView.class);

  public static final Operation<RestoreWish, Accepted> RESTORE =
      act(
          "/v1/applications/{application}/restores",
          Role.OPERATOR,
          "asks for a restore",
          RestoreWish.class,
          Accepted.class);

  public static final Operation<OfApplication, RetentionPlanView> PLAN_RETENTION =
      read(
          "/v1/applications/{application}/retention-plan",
          "what a retention run would do now",
          OfApplication.class,
          RetentionPlanView.class);

  public static final Operation<OfApplication, Accepted> RETAIN =
      act(
          "/v1/applications/{application}/retentions",
          Role.OPERATOR,
          "asks for a retention run",
          OfApplication.class,
          Accepted.class);

  public static final Operation<OfApplication, HoldList> LIST_HOLDS =
      read(
          "/v1/applications/{application}/holds",
          "the holds on its restore points",
          OfApplication.class,
          HoldList.class);

  public static final Operation<HoldWish, HoldView> PLACE_HOLD =
      act(
          "/v1/points/{point}/holds",
          Role.OPERATOR,
          "holds a restore point",
          HoldWish.class,
          HoldView.class);

  public static final Operation<HoldRelease, HoldStanding> RELEASE_HOLD =
      act(
          "/v1/points/{point}/holds/{hold}/release",
          Role.ADMIN,
          "asks for the end of a hold",
          HoldRelease.class,
          HoldStanding.class);

  public static final Operation<OfHold, HoldStanding> APPROVE_RELEASE =
      act(
          "/v1/points/{point}/holds/{hold}/approve",
          Role.ADMIN,
          "agrees to the end of a hold that somebody else asked for",
          OfHold.class,
          HoldStanding.class);

  public static final Operation<WaitingChanges, PolicyChangeList> LIST_POLICY_CHANGES =
      read(
          "/v1/policy-changes",
          "the changes of policies that wait, because they protect less",
          WaitingChanges.class,
          PolicyChangeList.class);

  public static final Operation<OfPolicyChange, PolicyChangeStanding> APPROVE_POLICY_CHANGE =
      act(
          "/v1/applications/{application}/policy-changes/{change}/approve",
          Role.ADMIN,
          "agrees to a change of an application's policy that somebody else asked for",
          OfPolicyChange.class,
          PolicyChangeStanding.class);

  public static final Operation<AwaitRequest, RequestView> AWAIT =
      read(
          "/v1/requests/{request}",
          "how a run is that was asked for",
          AwaitRequest.class,
          RequestView.class);

  public static final Operation<OfRequest, RequestView> CANCEL =
      act(
          "/v1/requests/{request}/cancel",
          Role.OPERATOR,
          "stops a run that was asked for",
          OfRequest.class,
          RequestView.class);

  public static final Operation<RecentRuns, RunList> LIST_RUNS =
      read("/v1/runs", "the newest runs", RecentRuns.class, RunList.class);

  public static final Operation<OfRun, RunDetail> SHOW_RUN =
      read("/v1/runs/{run}", "a run with its steps", OfRun.class, RunDetail.class);

  public static final Operation<Everything, ComplianceView> COMPLIANCE =
      read(
          "/v1/compliance",
          "which applications have what their policies promise",
          Everything.class,
          ComplianceView.class);

  public static final Operation<Everything, CatalogView> VERIFY_CATALOG =
      read(
          "/v1/catalog/verification",
          "compares the catalog with the repositories",
          Everything.class,
          CatalogView.class);

  public static final Operation<SupportWish, SupportBundleView> SUPPORT_BUNDLE =
      act(
          "/v1/support-bundle",
          Role.ADMIN,
          "everything that somebody who helps needs to know, without secrets",
          SupportWish.class,
          SupportBundleView.class);

  private Operations() {}

  /** All of them. */
  public static List<Operation<?, ?>> all() {
    return List.of(
        APPLY,
        DELETE_KIND,
        MAKE_REPOSITORY,
        EXPORT_KIT,
        LIST_APPLICATIONS,
        LIST_POINTS,
        SHOW_POINT,
        BROWSE_POINT,
        READ_FILE,
        COMPARE_POINTS,
        PLAN_BACKUP,
        BACK_UP,
        PLAN_RESTORE,
        RESTORE,
        PLAN_RETENTION,
        RETAIN,
        LIST_HOLDS,
        PLACE_HOLD,
        RELEASE_HOLD,
        APPROVE_RELEASE,
        LIST_POLICY_CHANGES,
        APPROVE_POLICY_CHANGE,
        AWAIT,
        CANCEL,
        LIST_RUNS,
        SHOW_RUN,
        COMPLIANCE,
        VERIFY_CATALOG,
        SUPPORT_BUNDLE);
  }
}
