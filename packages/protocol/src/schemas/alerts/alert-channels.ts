/** A value that a channel takes. */
export interface AlertChannelField {
  readonly name: string
  readonly label: string
  readonly isRequired: boolean
  readonly help: string
  readonly example: string | null
}

/** A kind of channel: what it takes, for forms and checks. */
export interface AlertChannelKindDescription {
  readonly title: string
  readonly settings: readonly AlertChannelField[]
  /** Write-only: set with `secrets.create` and `channelKind`. */
  readonly secrets: readonly AlertChannelField[]
}

/** The kinds of channels that alerts go to. */
export const alertChannelKinds = {
  email: {
    title: 'Email',
    settings: [
      {
        name: 'recipients',
        label: 'Recipients',
        isRequired: true,
        help: 'Email addresses, separated by commas. 20 at most.',
        example: 'operations@example.com, on-call@example.com',
      },
    ],
    secrets: [],
  },
  webhook: {
    title: 'Webhook',
    settings: [
      {
        name: 'url',
        label: 'URL',
        isRequired: true,
        help: 'Alerts are sent as JSON by POST, with the headers of Standard Webhooks.',
        example: 'https://hooks.example.com/coupa',
      },
    ],
    secrets: [
      {
        name: 'signingSecret',
        label: 'Signing secret',
        isRequired: false,
        help: 'Signs each message in the header webhook-signature: 24 to 64 bytes in base64, after whsec_.',
        example: 'whsec_…',
      },
      {
        name: 'bearerToken',
        label: 'Bearer token',
        isRequired: false,
        help: 'Sent in the header Authorization.',
        example: null,
      },
    ],
  },
  slack: {
    title: 'Slack, Mattermost',
    settings: [],
    secrets: [
      {
        name: 'url',
        label: 'Incoming webhook URL',
        isRequired: true,
        help: 'The URL of an incoming webhook. Whoever has it can write to the channel, so it is kept as a secret.',
        example: 'https://hooks.slack.com/services/…',
      },
    ],
  },
  teams: {
    title: 'Microsoft Teams',
    settings: [],
    secrets: [
      {
        name: 'url',
        label: 'Workflow URL',
        isRequired: true,
        help: 'The URL of a workflow that begins with "When a Teams webhook request is received". Whoever has it can write to the channel, so it is kept as a secret.',
        example: 'https://….logic.azure.com/workflows/…',
      },
    ],
  },
  pagerduty: {
    title: 'PagerDuty',
    settings: [
      {
        name: 'url',
        label: 'URL of the Events API',
        isRequired: false,
        help: 'Left out, it is that of PagerDuty. Services that take the same events have one of their own.',
        example: 'https://events.eu.pagerduty.com/v2/enqueue',
      },
    ],
    secrets: [
      {
        name: 'routingKey',
        label: 'Integration key',
        isRequired: true,
        help: 'The key of an Events API v2 integration of a PagerDuty service.',
        example: null,
      },
    ],
  },
} as const satisfies Readonly<Record<string, AlertChannelKindDescription>>

export type AlertChannelKind = keyof typeof alertChannelKinds

/** The kinds, in the order of the table. */
export const alertChannelKindNames: readonly [AlertChannelKind, ...AlertChannelKind[]] = Object.keys(
  alertChannelKinds,
) as [AlertChannelKind, ...AlertChannelKind[]]
