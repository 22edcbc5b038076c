import type { HubOperationOutcome, OperationResult } from '@coupa-connector/protocol'

export interface HubResultFacts {
  /** Name of the container, as the account knows it. */
  readonly container: string
  readonly lastSeenAt?: string | undefined
  readonly requiredVersion?: string | undefined
  readonly durationMs?: number | undefined
  /** A sentence that is added to the message of the outcome. */
  readonly addition?: string | undefined
}

/** The result of an operation that a container did not start or did not finish. */
export function createHubResult(outcome: HubOperationOutcome, facts: HubResultFacts): OperationResult {
  const message = words[outcome].message(facts)
  return {
    outcome,
    message: facts.addition === undefined ? message : `${message} ${facts.addition}`,
    durationMs: facts.durationMs ?? 0,
  }
}

/** The title of an outcome of an operation. Undefined for an outcome that the hub does not decide itself. */
export function operationTitle(outcome: string): string | undefined {
  if (outcome === 'OK') return 'Done'
  if (outcome === 'FAILED') return 'Failed'
  return isOfHub(outcome) ? words[outcome].title : undefined
}

interface Words {
  readonly title: string
  readonly message: (facts: HubResultFacts) => string
}

const words: Readonly<Record<HubOperationOutcome, Words>> = {
  SETTINGS_INVALID: {
    title: 'Settings incomplete or wrong',
    message: () => 'The settings of the connection are incomplete or wrong. Nothing was sent to Coupa. Correct them.',
  },
  NO_CONTAINER: {
    title: 'No container',
    message: () =>
      'The account has no container that could run the operation. Nothing was sent to Coupa. Install one, or attach a cloud.',
  },
  CONTAINER_NOT_ASSOCIATED: {
    title: 'Container removed',
    message: ({ container }) =>
      `The container ${container} was removed before the operation was started. Nothing was sent to Coupa.`,
  },
  CONTAINER_OFFLINE: {
    title: 'Container offline',
    message: ({ container, lastSeenAt }) =>
      `The container ${container} is offline${lastSeenAt ? ` (last seen ${lastSeenAt})` : ''}. Nothing was sent to Coupa. Start it or choose another one.`,
  },
  CONTAINER_NO_RESPONSE: {
    title: 'Container did not answer',
    message: ({ container }) =>
      `The container ${container} seems to be online but did not pick the operation up. Nothing was sent to Coupa.`,
  },
  CONTAINER_BUSY: {
    title: 'Container busy',
    message: ({ container }) =>
      `The container ${container} has as many jobs as it may have. Nothing was sent to Coupa; try again in a moment.`,
  },
  BROWSING_DISABLED: {
    title: 'Operations switched off',
    message: ({ container }) =>
      `The container ${container} does not allow browsing. Ask its owner to allow it, or choose another one.`,
  },
  CONNECTOR_UNAVAILABLE: {
    title: 'Connector missing or too old',
    message: ({ container, requiredVersion }) =>
      `The container ${container} has no Coupa connector that can run this${requiredVersion ? `; version ${requiredVersion} is needed` : ''}. Update it.`,
  },
  CONTAINER_LOST: {
    title: 'Container lost',
    message: ({ container }) =>
      `The container ${container} stopped or restarted while the operation was running. It only reads: run it again.`,
  },
  QUARANTINED: {
    title: 'Quarantined',
    message: ({ container }) =>
      `Nodes of the container ${container} were lost while they ran operations with these settings, so no further node is given one for now. Look in the logs of the nodes why they ended. Operations are started again with other settings, or an hour after the losses.`,
  },
  SECRET_UNREADABLE: {
    title: 'Secret cannot be read',
    message: () => 'The stored secret could not be opened, so nothing was sent. Set it again in the connection.',
  },
  CANCELLED: { title: 'Cancelled', message: () => 'The operation was cancelled before it was finished.' },
  TIMED_OUT: {
    title: 'Not finished in time',
    message: ({ container }) => `The container ${container} did not finish the operation by its deadline.`,
  },
  OUTCOME_UNKNOWN: {
    title: 'Outcome unknown',
    message: ({ container }) =>
      `The container ${container} was given this change, and its answer was lost: Coupa may or may not have made it. It is not sent again by itself; look in Coupa before you repeat it.`,
  },
}

function isOfHub(outcome: string): outcome is HubOperationOutcome {
  return Object.hasOwn(words, outcome)
}
