import type { HubTestOutcome } from './hub-outcomes.ts'
import type { ConnectionFieldDescription, SettingsCheck } from './schemas/connections.ts'

/** What stands in a form, and which of its secrets are set. */
export interface SettingsToCheck {
  readonly fields: Readonly<Record<string, string>>
  /** Names of the secret fields that hold a value; the value itself is not needed to check the rest. */
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
 * What the hub has to know of the connector's settings and outcomes. The hub imports no connector: who composes the
 * program makes one of these from the connector's own declarations, so that they stand once.
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
  /** Checks settings without sending anything; never throws for what a person may have typed. */
  check(settings: SettingsToCheck): CheckedSettings
  /** Checks the value of a secret field by itself; says what is wrong, never the value. */
  checkSecret(field: string, value: string): { readonly message: string; readonly suggestion: string } | undefined
  /** The words of an outcome that the hub itself ends a test with. */
  describeOutcome(code: HubTestOutcome, facts: HubOutcomeFacts): OutcomeText
}

/** A check, and what the settings amount to. */
export interface CheckedSettings extends SettingsCheck {
  readonly authenticationType: string
  readonly isDeprecated: boolean
  /** Names of the secret fields that take effect with the chosen authentication type. */
  readonly usedSecrets: readonly string[]
  /** Normalized values of the fields that take effect, in the order of the declaration; empty while there are problems. */
  readonly effective: Readonly<Record<string, string>>
  /**
   * Hosts that a secret is sent to: it has to be set again when one of them changes. While there are
   * problems, those that can be read already.
   */
  readonly hosts: readonly string[]
}
