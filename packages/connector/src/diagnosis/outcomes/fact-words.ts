import type { OutcomeFacts } from './outcome-definition.ts'

/** `30 s`, `4 min`, `2 h`: as long as a person would say it. */
export function seconds(durationMs: number): string {
  const whole = Math.max(1, Math.round(durationMs / 1000))
  if (whole < 120) return `${whole} s`
  if (whole < 7200) return `${Math.round(whole / 60)} min`
  return `${Math.round(whole / 3600)} h`
}

export function service({ host }: OutcomeFacts): string {
  return host ?? 'the service'
}

/** For the beginning of a sentence. */
export function subject({ host }: OutcomeFacts): string {
  return host ?? 'The service'
}

export function tokenServer({ tokenHost }: OutcomeFacts): string {
  return `The token server${tokenHost ? ` ${tokenHost}` : ''}`
}

export function container({ container: name }: OutcomeFacts): string {
  return name ? `The container ${name}` : 'The container'
}

export function lastSeen({ lastSeenAt }: OutcomeFacts): string {
  return lastSeenAt ? ` (last seen ${lastSeenAt})` : ''
}

export function from({ container: name }: OutcomeFacts): string {
  return name ? ` from ${name}` : ''
}

export function signedIn({ tokenLifetimeSeconds }: OutcomeFacts): string {
  return tokenLifetimeSeconds === undefined
    ? 'signed in'
    : `signed in with a token that is valid for ${seconds(tokenLifetimeSeconds * 1000)}`
}

export function resource({ resource: name }: OutcomeFacts): string {
  return name ?? 'this resource'
}

export function because({ reason }: OutcomeFacts): string {
  return reason ? `: ${reason.replace(/[.\s]+$/, '')}` : ''
}

/** What a page instead of data usually means. */
export const inBetween: string =
  'A web page instead of data usually comes from something in front of Coupa: a firewall, a gateway, or a list of allowed IP addresses that lacks the machine that runs the test. Ask its operator. '

export function withPage({ contentSeen }: OutcomeFacts): string {
  return contentSeen ? `: it answered with ${contentSeen}` : ''
}

/** What the token carries: as the token server says, else at most what was asked for (RFC 6749 §5.1). */
export function carried({ grantedScopes, requestedScopes }: OutcomeFacts): readonly string[] {
  return grantedScopes ?? requestedScopes ?? []
}

export function list(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

export function either(names: readonly string[]): string {
  return names.length < 2
    ? `the scope ${names.join('')}`
    : `one of the scopes ${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}
