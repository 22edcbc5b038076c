import type { AlertChannelKind } from '@coupa-connector/protocol'

/** The hosts that the settings of a channel lead to. The URLs of Slack and Teams are secrets themselves, and name no host. */
export function channelHosts(kind: AlertChannelKind, settings: Readonly<Record<string, string>>): readonly string[] {
  if (kind === 'email' || kind === 'slack' || kind === 'teams') return []
  const url = settings.url === undefined || settings.url === '' ? undefined : URL.parse(settings.url)
  if (url) return [url.host]
  return kind === 'pagerduty' ? ['events.pagerduty.com'] : []
}
