import type { Proposal } from '@coupa-connector/protocol'
import { Anchor, SegmentedControl, Stack } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useAccount } from '../session/use-account.ts'
import { LinkButton } from '../ui/controls/link-button.tsx'
import { MoreButton } from '../ui/controls/more-button.tsx'
import { Row, Rows } from '../ui/lists/rows.tsx'
import { Status } from '../ui/marks/status.tsx'
import { Page } from '../ui/pages/page.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../ui/states/states.tsx'
import { TimeAgo } from '../ui/words/time-ago.tsx'
import { proposalsQuery } from './proposal-queries.ts'
import { proposerInWords, stateInWords } from './proposal-words.ts'

/** Changes of Coupa that agents ask people for. */
export function Proposals(): React.JSX.Element {
  const account = useAccount()
  const { all } = useSearch({ from: '/a/$account/proposals' })
  const navigate = useNavigate()
  const isAll = all === '1'
  const list = useInfiniteQuery(proposalsQuery(account.id, isAll ? undefined : 'open'))
  const proposals = list.data?.pages.flatMap(({ items }) => items)
  return (
    <Page
      title="Proposals"
      description="Changes of Coupa that agents and programs ask for. Nothing happens until a person approves it, or a rule lets it through."
      actions={
        <LinkButton to="/a/$account/proposals/rules" params={{ account: account.id }} variant="default">
          Changes that need no person
        </LinkButton>
      }
    >
      <Stack gap="md">
        <SegmentedControl
          aria-label="Which proposals"
          style={{ alignSelf: 'flex-start' }}
          data={[
            { value: 'open', label: 'Waiting' },
            { value: 'all', label: 'All' },
          ]}
          value={isAll ? 'all' : 'open'}
          onChange={(chosen) =>
            void navigate({
              to: '/a/$account/proposals',
              params: { account: account.id },
              search: chosen === 'all' ? { all: '1' } : {},
              replace: true,
            })
          }
        />
        {list.isPending ? <LoadingRows rows={3} /> : null}
        {list.error && !list.data ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
        {proposals?.length === 0 ? (
          <EmptyState icon="answer" title={isAll ? 'No proposals yet' : 'Nothing waits for a decision'}>
            An agent that is connected to this hub with an API key of the role operator proposes changes here.
          </EmptyState>
        ) : null}
        {proposals && proposals.length > 0 ? (
          <Rows label="Proposals">
            {proposals.map((proposal) => (
              <ProposalRow key={proposal.id} proposal={proposal} account={account.id} />
            ))}
          </Rows>
        ) : null}
        <MoreButton list={list} />
      </Stack>
    </Page>
  )
}

function ProposalRow({
  proposal,
  account,
}: {
  readonly proposal: Proposal
  readonly account: string
}): React.JSX.Element {
  const { id, title, connection, proposedAt } = proposal
  const { tone, icon, label } = stateInWords(proposal)
  return (
    <Row
      primary={
        <Anchor
          renderRoot={(props) => (
            <Link {...props} to="/a/$account/proposals/$proposal" params={{ account, proposal: id }} />
          )}
        >
          {title}
        </Anchor>
      }
      secondary={
        <>
          {connection.name} · {proposerInWords(proposal)} · <TimeAgo at={proposedAt} />
        </>
      }
      aside={
        <Status tone={tone} icon={icon}>
          {label}
        </Status>
      }
    />
  )
}
