import { type ContainerKind, isLoopbackHost } from '@coupa-connector/protocol'

/** What is to be enrolled, and where. */
export interface Enrollment {
  /** Where the hub is: `https://hub.example.com`. */
  readonly hubUrl: string
  readonly kind: ContainerKind
  /** The name of the container. A further node needs it too, because the machine stores the node under it. */
  readonly name: string
}

const program = ['npx', 'coupa-connector', 'container'] as const

/**
 * Enrols the machine on which it is pasted. It does not contain the token, which others could read in the list of processes.
 */
export function enrollCommand({ hubUrl, kind, name }: Enrollment): string {
  return toLine([...program, 'enroll', '--hub', hubUrl, '--kind', kind, ...nameOption(name)])
}

/** Runs what was enrolled. */
export function runCommand({ name }: Pick<Enrollment, 'name'>): string {
  return toLine([...program, 'run', ...nameOption(name)])
}

/** Whether nodes elsewhere can reach the hub under this address. */
export function isOnlyThisMachine(hubUrl: string): boolean {
  return isLoopbackHost(new URL(hubUrl).hostname)
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
