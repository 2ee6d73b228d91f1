# Finds JDK 25 and Maven, or says in one sentence what to install. Sourced by holdfast and verify.
#
# HOLDFAST_JVM_DIRS and HOLDFAST_MAVEN_DIRS (lists with colons) replace the usual places.
# The candidates are judged by files alone: this runs at every start and must not fork.

# Says whether a directory is a JDK 25, by the "release" file that every JDK has.
is_jdk_25() {
  local line
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS= read -r line; do
    case $line in 'JAVA_VERSION="25"'* | 'JAVA_VERSION="25.'*) return 0 ;; esac
  done <"$1/release"
  return 1
}

# Sets jdk to the first JDK 25: JAVA_HOME, the usual places, then the java on PATH.
find_jdk() {
  local candidate places IFS=:
  if [ -n "${JAVA_HOME-}" ] && is_jdk_25 "$JAVA_HOME"; then
    jdk=$JAVA_HOME
    return 0
  fi
  places=${HOLDFAST_JVM_DIRS-/usr/lib/jvm:/usr/lib64/jvm:/usr/java:/opt:/opt/java:/usr/local:/usr/local/java:${HOME-}/.sdkman/candidates/java:${HOME-}/.asdf/installs/java:${HOME-}/.local/share/mise/installs/java:${HOME-}/.jdks:/Library/Java/JavaVirtualMachines:${HOME-}/Library/Java/JavaVirtualMachines:/opt/homebrew/opt}
  for candidate in $places; do
    for candidate in "$candidate" "$candidate"/*; do
      for candidate in "$candidate" "$candidate/Contents/Home" "$candidate/libexec/openjdk.jdk/Contents/Home"; do
        if is_jdk_25 "$candidate"; then
          jdk=$candidate
          return 0
        fi
      done
    done
  done
  if candidate=$(command -v java) && candidate=$(readlink -f "$candidate"); then
    candidate=${candidate%/bin/java}
    if is_jdk_25 "$candidate"; then
      jdk=$candidate
      return 0
    fi
  fi
  return 1
}

# Sets maven to the program: the one on PATH, then the usual places.
find_maven() {
  local candidate places IFS=:
  if [ -z "${HOLDFAST_MAVEN_DIRS+set}" ] && maven=$(command -v mvn); then
    return 0
  fi
  places=${HOLDFAST_MAVEN_DIRS-${MAVEN_HOME-}:${M2_HOME-}:/usr/share/maven:/opt:/usr/local:${HOME-}/.sdkman/candidates/maven:${HOME-}/.asdf/installs/maven:${HOME-}/.local/share/mise/installs/maven:/opt/homebrew/opt}
  for candidate in $places; do
    for candidate in "$candidate/bin/mvn" "$candidate"/*/bin/mvn; do
      if [ -x "$candidate" ] && [ ! -d "$candidate" ]; then
        maven=$candidate
        return 0
      fi
    done
  done
  return 1
}

# Sets jdk and maven, or ends the program. The arguments are the program's own: --yes among them,
# or CI=true, agrees to an installation beforehand.
require_jdk() {
  find_jdk && return 0
  install_or_stop "JDK 25" \
    "install Eclipse Temurin 25 (https://adoptium.net) and set JAVA_HOME to its directory" \
    "apt-get:openjdk-25-jdk-headless temurin-25-jdk" "dnf:java-25-openjdk-devel temurin-25-jdk" \
    "zypper:java-25-openjdk-devel" "pacman:jdk25-openjdk" "apk:openjdk25-jdk" "brew:openjdk@25" \
    -- "$@"
  find_jdk || stop "JDK 25 was installed but not found: set JAVA_HOME to its directory"
}

require_maven() {
  find_maven && return 0
  install_or_stop "Maven" "install Apache Maven 3.8 or newer (https://maven.apache.org)" \
    "apt-get:maven" "dnf:maven" "zypper:maven" "pacman:maven" "apk:maven" "brew:maven" -- "$@"
  find_maven || stop "Maven was installed but not found: put its bin directory on PATH"
}

stop() {
  echo "holdfast: $1" >&2
  exit 2
}

# install_or_stop NAME ADVICE INSTALLER:PACKAGES... -- ARGUMENTS...
install_or_stop() {
  local name=$1 advice=$2 offers=() offer installer package command answer agreed=${CI-}
  shift 2
  while [ "$1" != -- ]; do
    offers+=("$1")
    shift
  done
  for answer in "$@"; do [ "$answer" != --yes ] || agreed=true; done

  for offer in "${offers[@]}"; do
    installer=${offer%%:*}
    command -v "$installer" >/dev/null || continue
    if [ "$installer" = apt-get ] && [ "$agreed" = true ]; then
      as_root apt-get -qq update >/dev/null 2>&1 || true # an old list may still name the package
    fi
    for package in ${offer#*:}; do
      offers_package "$installer" "$package" || continue
      command=$(installation "$installer" "$package")
      if [ "$agreed" != true ]; then
        [ -t 0 ] && [ -t 2 ] ||
          stop "$name is missing: run '$command', or run this again with --yes"
        printf "holdfast: %s is missing; install it with '%s'? [y/N] " "$name" "$command" >&2
        read -r answer || answer=
        case $answer in
          y | Y | yes) ;;
          *) stop "$name is missing: run '$command'" ;;
        esac
      fi
      echo "holdfast: $name is missing, running '$command'" >&2
      as_root $command >&2 </dev/null || stop "'$command' failed: $advice"
      return 0
    done
  done
  stop "$name is missing: $advice"
}

offers_package() {
  case $1 in
    apt-get) apt-cache show "$2" ;;
    dnf) dnf -q info "$2" ;;
    zypper) zypper -q search --match-exact "$2" ;;
    pacman) pacman -Si "$2" ;;
    apk) apk search -e "$2" | grep -q . ;;
    brew) brew info "$2" ;;
  esac >/dev/null 2>&1 </dev/null
}

installation() {
  case $1 in
    apt-get) echo "apt-get install -y --no-install-recommends $2" ;;
    dnf) echo "dnf install -y $2" ;;
    zypper) echo "zypper --non-interactive install $2" ;;
    pacman) echo "pacman -S --noconfirm $2" ;;
    apk) echo "apk add $2" ;;
    brew) echo "brew install $2" ;;
  esac
}

as_root() {
  if [ "$(id -u)" = 0 ] || [ "$1" = brew ]; then
    "$@"
  else
    command -v sudo >/dev/null || stop "'$*' needs root and there is no sudo: run it as root"
    sudo "$@"
  fi
}
