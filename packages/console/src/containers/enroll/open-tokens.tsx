import { Button, Text, Title } from '@mantine/core'
import { ErrorState } from '../../ui/states/states.tsx'
import { TimeAgo } from '../../ui/words/time-ago.tsx'
import { useRevokeInstallerToken } from '../container-mutations.ts'
import type { InstallerToken } from '../container-queries.ts'

/** Installer tokens that can still be used, by their first characters only. */
export function OpenTokens({
  account,
  tokens,
}: {
  readonly account: string
  readonly tokens: readonly InstallerToken[]
}): React.JSX.Element {
  const revoke = useRevokeInstallerToken(account)
  return (
    <section aria-labelledby="open-tokens">
      <Title order={2} size="h3" id="open-tokens">
        Open installer tokens
      </Title>
      <Text size="sm" className="muted" mb="xs">
        Anyone with one of these tokens can enroll a machine until it expires. Revoke the ones you don’t need.
      </Text>
      {revoke.error ? <ErrorState error={revoke.error} /> : null}
      <ul className="surface row-list">
        {tokens.map((token) => (
          <li key={token.id} className="node-row">
            <span>
              <code>{token.start}…</code>
              <br />
              <span className="row-detail">
                {token.container
                  ? `A node of ${token.container.name}`
                  : `For ${token.kind === 'atom' ? 'an atom' : `a ${token.kind}`}`}{' '}
                · created by {token.createdBy}
              </span>
            </span>
            <span className="row-detail">
              Expires <TimeAgo at={token.expiresAt} />
              <br />
              {token.usedCount} of {token.maxUses} used
            </span>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`Revoke ${token.start}`}
              loading={revoke.isPending && revoke.variables === token.id}
              onClick={() => revoke.mutate(token.id)}
            >
              Revoke
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Those that are neither used up, revoked nor over. */
export function stillOpen(tokens: readonly InstallerToken[], nowMs: number): readonly InstallerToken[] {
  return tokens.filter(
    ({ revokedAt, usedCount, maxUses, expiresAt }) =>
      revokedAt === null && usedCount < maxUses && Date.parse(expiresAt) > nowMs,
  )
}
