import type { FieldProblem } from './schemas/common.ts'
import type { EndUse } from './schemas/processes/processes.ts'

/** One setting of a destination, with all that a form needs. */
export interface DestinationSetting {
  readonly name: string
  readonly title: string
  readonly description: string
  /** The uses that know it. */
  readonly uses: readonly EndUse[]
  /** The uses that need it. */
  readonly requiredFor: readonly EndUse[]
  /** Whether every use needs it. */
  readonly isRequired: boolean
  readonly isSecret: boolean
  /** Whether it is a text of several lines, such as a key. */
  readonly isMultiline?: boolean | undefined
  readonly default?: string | undefined
  readonly choices?: readonly string[] | undefined
}

/** Settings of a destination that were checked without sending anything. */
export interface CheckedDestination {
  readonly problems: readonly FieldProblem[]
  /** Hosts that a secret is sent to. When one of them changes, the secret has to be set again. */
  readonly hosts: readonly string[]
}

/**
 * What the hub needs to know about a kind of destination. The hub does not import the endpoints. The program that composes
 * both makes one of these from the declarations of each kind.
 */
export interface DestinationDescription {
  readonly kind: string
  readonly title: string
  /** It reads and writes paths of the machine, which a shared container must refuse. */
  readonly isLocal: boolean
  /** What a process can do there. */
  readonly uses: readonly EndUse[]
  /** Formats of files that it writes; empty where records are not written as files. */
  readonly formats: readonly string[]
  /** How often a batch can have its effect. */
  readonly guarantee: 'exactly-once' | 'at-least-once-with-key' | 'at-least-once'
  readonly settings: readonly DestinationSetting[]
  /**
   * Checks settings without sending anything, for one use or for any that fits; `setSecrets` are the secret ones that hold a
   * value. Never throws for anything that a person may have typed.
   */
  check(
    settings: Readonly<Record<string, string>>,
    setSecrets: readonly string[],
    use?: EndUse | undefined,
  ): CheckedDestination
}
