import type { HubTestOutcome } from './hub-outcomes.ts'
import type { ConnectionFieldDescription, SettingsCheck } from './schemas/connections.ts'

/** What stands in a form, and which of its secrets are set. */
export interface SettingsToCheck {
  readonly fields: Readonly<Record<string, string>>
  /** Names of the secret fields that hold a value. Checking the other fields does not need the value itself. */
  readonly setSecrets: readonly string[]
}

/** What is known when a test ended before, or without, the connector. */
export interface HubOutcomeFacts {
  readonly container?: string | undefined
  readonly lastSeenAt?: string | undefined
  readonly waitedMs?: number | undefined
  readonly requiredVersion?: string | undefined
  readonly problems?: SettingsCheck['problems'] | undefined
}

export interface OutcomeText {
  readonly title: string
  readonly message: string
  readonly remedy: string
  readonly retry: 'change-settings' | 'same-settings' | null
}

/**
 * What the hub needs to know about the connector's settings and outcomes. The hub does not import the connector. The program
 * that composes both makes one of these from the connector's own declarations.
 */
export interface ConnectionType {
  readonly connectorVersion: string
  readonly fields: readonly ConnectionFieldDescription[]
  /** Names of the stages of a test, in their order. */
  readonly stages: readonly string[]
  readonly outcomes: readonly {
    readonly code: string
    readonly title: string
    readonly producedBy: 'connector' | 'hub'
    readonly retry: 'change-settings' | 'same-settings' | null
  }[]
  /** Checks settings without sending anything. Never throws for anything that a person may have typed. */
  check(settings: SettingsToCheck): CheckedSettings
  /** Checks the value of one secret field. Says what is wrong, and never repeats the value. */
  checkSecret(field: string, value: string): { readonly message: string; readonly suggestion: string } | undefined
  /** The words of an outcome that the hub itself ends a test with. */
  describeOutcome(code: HubTestOutcome, facts: HubOutcomeFacts): OutcomeText
}

/** A check, and what the settings amount to. */
export interface CheckedSettings extends SettingsCheck {
  readonly authenticationType: string
  readonly isDeprecated: boolean
  /** Names of the secret fields that the chosen authentication type uses. */
  readonly usedSecrets: readonly string[]
  /** Normalized values of the fields in use, in the order of the declaration. Empty while there are problems. */
  readonly effective: Readonly<Record<string, string>>
  /**
   * Hosts that a secret is sent to. When one of them changes, the secret has to be set again. While there are problems, the
   * hosts that can already be read.
   */
  readonly hosts: readonly string[]
}
