/**
 * The two files that AWS tools share, `~/.aws/config` and `~/.aws/credentials`: where they are, their grammar, and one
 * profile out of them. It knows no setting by name.
 *
 *   file     = line*
 *   line     = blank | comment | "[" section "]" | key "=" value
 *   comment  = ("#" | ";") at the start or after a blank, to the end of the line
 *   section  = in `config`: "default" | "profile" NAME | "sso-session" NAME | "services" NAME; in `credentials`: NAME
 *   nested   = a key without a value, and indented lines below it: `s3 =` + `  addressing_style = path` is `s3.addressing_style`
 */
import { builtin } from "../http/builtin.ts";

export type IniSection = Readonly<Record<string, string>>;
type Ini = Record<string, Record<string, string>>;

export interface SharedFiles {
  readonly profile: string;
  /** Neither file has a section of that name. */
  readonly missing: boolean;
  /** The profile's section in `~/.aws/config`, empty if there is none. */
  readonly config: IniSection;
  /** The profile's section in `~/.aws/credentials`, empty if there is none. */
  readonly credentials: IniSection;
  /** A section of `~/.aws/config` that is no profile: `services NAME`, `sso-session NAME`. */
  section(kind: "services" | "sso-session", name: string): IniSection | undefined;
}

const SECTION = /^\[(.*)\]$/;
const TYPED = /^(profile|sso-session|services)\s+(["'])?([^"']+?)\2$/;
const SETTING = /^([^=]+?)\s*=\s*(.*)/;

/** Sections by name; a typed section's name is `kind.name`. Lines that fit nothing are passed over, as the official parser does. */
export function parseIni(text: string): Ini {
  const sections: Ini = Object.create(null) as Ini;
  let section: Record<string, string> | undefined;
  let parent = "";
  for (const raw of text.split(/\r?\n/)) {
    const line = (raw.split(/(?:^|\s)[;#]/)[0] as string).trim();
    const [, name] = SECTION.exec(line) ?? [];
    const [, key, value = ""] = SETTING.exec(line) ?? [];
    if (name !== undefined) {
      const typed = name.trim().replace(TYPED, "$1.$3");
      section = sections[typed] ??= Object.create(null) as Record<string, string>;
      parent = "";
    } else if (section && key) {
      const nested = parent && /^\s/.test(raw);
      if (!nested) parent = "";
      if (value === "" && !nested) parent = key;
      else section[nested ? `${parent}.${key}` : key] = value;
    }
  }
  return sections;
}

/** Both files, and the sections of one profile in them. A file that is not there is empty. */
export async function readSharedFiles(
  profile: string,
  env: (name: string) => string | undefined,
): Promise<SharedFiles> {
  const [config, credentials] = await Promise.all([
    readIni(env("AWS_CONFIG_FILE") ?? "~/.aws/config", env),
    readIni(env("AWS_SHARED_CREDENTIALS_FILE") ?? "~/.aws/credentials", env),
  ]);
  const inConfig = config[`profile.${profile}`] ?? (profile === "default" ? config.default : undefined);
  const inCredentials = credentials[profile];
  return {
    profile,
    missing: inConfig === undefined && inCredentials === undefined,
    config: inConfig ?? {},
    credentials: inCredentials ?? {},
    section: (kind, name) => config[`${kind}.${name}`],
  };
}

async function readIni(path: string, env: (name: string) => string | undefined): Promise<Ini> {
  const full = path.startsWith("~/") ? `${await homeFolder(env)}${path.slice(1)}` : path;
  const { promises } = await builtin("node:fs");
  return parseIni((await promises.readFile(full, "utf8").catch(() => "")).replace(/^\uFEFF/, ""));
}

async function homeFolder(env: (name: string) => string | undefined): Promise<string> {
  const path = env("HOMEPATH");
  const windows = path && `${env("HOMEDRIVE") ?? "C:"}${path}`;
  return env("HOME") ?? env("USERPROFILE") ?? windows ?? (await builtin("node:os")).homedir();
}
