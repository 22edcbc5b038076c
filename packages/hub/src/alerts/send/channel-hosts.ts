import type { AlertChannelKind } from '@coupa-connector/protocol'

/** The hosts that the settings of a channel lead to. The URL of a Slack channel is a secret itself, and names no host. */
export function channelHosts(kind: AlertChannelKind, settings: Readonly<Record<string, string>>): readonly string[] {
  if (kind === 'email' || kind === 'slack') return []
  const url = settings.url === undefined || settings.url === '' ? undefined : URL.parse(settings.url)
  if (url) return [url.host]
  return kind === 'pagerduty' ? ['events.pagerduty.com'] : []
}
