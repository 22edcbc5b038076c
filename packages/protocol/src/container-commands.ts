import type { ContainerKind } from './schemas/containers.ts'

const program = 'coupa-connector-container.mjs'

/** Where a hub serves the program of a container, and with `.sha256` at its end the checksum. */
export const containerProgramPath: string = `/container/${program}`

/** What is to be enrolled, and where. */
export interface NodeToEnroll {
  /** Where the hub is: `https://hub.example.com`. */
  readonly hubUrl: string
  readonly kind: ContainerKind
  /** The name of the container. Default: that of the machine. */
  readonly name?: string | undefined
}

/** What to paste on a machine that has Node.js, one line each. */
export interface ContainerCommands {
  /** Downloads the program from the hub, and checks that it arrived as it was sent. */
  readonly download: string
  /** Enrolls the machine. It does not contain the token, which others could read in the list of processes. */
  readonly enroll: string
  readonly run: string
}

/** The commands that make a machine a container of a hub. They need nothing that the machine does not get from the hub. */
export function containerCommands({ hubUrl, kind, name }: NodeToEnroll): ContainerCommands {
  const url = `${hubUrl}${containerProgramPath}`
  const named = name === undefined ? [] : nameOption(name)
  return {
    download: `curl -fsSO ${url} && curl -fsS ${url}.sha256 | sha256sum -c`,
    enroll: toLine(['node', program, 'enroll', '--hub', hubUrl, '--kind', kind, ...named]),
    run: toLine(['node', program, 'run', ...named]),
  }
}

/** A name that starts with a hyphen would be taken for an option. */
function nameOption(name: string): readonly string[] {
  return name.startsWith('-') ? [`--name=${name}`] : ['--name', name]
}

function toLine(words: readonly string[]): string {
  return words.map(quote).join(' ')
}

/**
 * Double quotation marks mean the same to POSIX shells, PowerShell and the Windows prompt, as long as nothing within them
 * is special to one of these; names of containers cannot hold most of what is.
 */
function quote(word: string): string {
  if (/^[\w+=:./-]+$/.test(word)) return word
  return /["$`\\!%]/.test(word) ? `'${word.replaceAll("'", `'\\''`)}'` : `"${word}"`
}
