import type { Proposal as ProposalView } from '@coupa-connector/protocol'
import { Button, Code, Group, Stack, Table, Text, Textarea, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useAccount } from '../session/use-account.ts'
import { LinkButton } from '../ui/controls/link-button.tsx'
import { Status } from '../ui/marks/status.tsx'
import { Gone, isGone } from '../ui/pages/gone.tsx'
import { Page } from '../ui/pages/page.tsx'
import { Notice } from '../ui/states/notice.tsx'
import { ErrorState, LoadingRows } from '../ui/states/states.tsx'
import { TimeAgo } from '../ui/words/time-ago.tsx'
import { proposalQuery, useDecide } from './proposal-queries.ts'
import { proposerInWords, stateInWords, valueInWords } from './proposal-words.ts'

/** One proposed change: who asks, why, what would change field by field, and the decision. */
export function Proposal(): React.JSX.Element {
  const account = useAccount()
  const { proposal: id } = useParams({ from: '/a/$account/proposals/$proposal' })
  const query = useQuery(proposalQuery(account.id, id))
  const back = (
    <LinkButton to="/a/$account/proposals" params={{ account: account.id }} variant="default">
      All proposals
    </LinkButton>
  )
  if (isGone(query.error)) return <Gone what="proposal" icon="answer" action={back} />
  if (!query.data) {
    return (
      <Page title="Proposal" actions={back}>
        {query.error ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <LoadingRows rows={3} />
        )}
      </Page>
    )
  }
  const proposal = query.data
  const { tone, icon, label } = stateInWords(proposal)
  return (
    <Page
      title={proposal.title}
      description={
        <>
          {proposal.connection.name} ({proposal.connection.organization})
        </>
      }
      actions={back}
      maxWidth={860}
    >
      <Stack gap="lg">
        <Stack gap={4}>
          <Status tone={tone} icon={icon}>
            {label}
          </Status>
          <Text size="sm">
            Proposed by {proposerInWords(proposal)} <TimeAgo at={proposal.proposedAt} />
          </Text>
        </Stack>
        <section aria-label="Reason">
          <Title order={2} size="h4">
            Reason
          </Title>
          <Text size="sm" className="muted">
            In the words of the agent. They may rest on what somebody typed into a record: judge the change itself.
          </Text>
          <Text style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>{proposal.reason}</Text>
        </section>
        <Changes proposal={proposal} />
        <Outcome proposal={proposal} />
        {proposal.state === 'open' ? (
          account.can('builder') ? (
            <Decide account={account.id} proposal={proposal} />
          ) : (
            <Notice title="Somebody else decides">
              It takes the role builder. Your role in {account.name} is {account.role}.
            </Notice>
          )
        ) : null}
      </Stack>
    </Page>
  )
}

function Changes({ proposal }: { readonly proposal: ProposalView }): React.JSX.Element {
  const { changes, request, operation } = proposal
  const hasBefore = operation.action === 'update'
  return (
    <section aria-label="Change">
      <Title order={2} size="h4" mb="xs">
        Change
      </Title>
      {changes.length > 0 ? (
        <Table.ScrollContainer minWidth={320} className="surface">
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Field</Table.Th>
                {hasBefore ? <Table.Th>Now</Table.Th> : null}
                <Table.Th>{hasBefore ? 'Then' : 'Value'}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {changes.map(({ field, before, after }) => (
                <Table.Tr key={field}>
                  <Table.Th scope="row" fw={550}>
                    {field}
                  </Table.Th>
                  {hasBefore ? <Table.Td style={anywhere}>{valueInWords(before)}</Table.Td> : null}
                  <Table.Td style={anywhere}>{valueInWords(after)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      ) : null}
      <Text size="sm" mt="xs" className="muted" style={anywhere}>
        Sent to Coupa:{' '}
        <Code>
          {request.method} {request.path}
        </Code>
        {hasBefore ? '. If the record holds something else by then, nothing is sent.' : '.'}
      </Text>
    </section>
  )
}

const anywhere = { overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' } as const

function Outcome({ proposal }: { readonly proposal: ProposalView }): React.JSX.Element | null {
  const { decision, execution, state } = proposal
  if (decision === null) return null
  const isBad = execution?.state === 'finished' && execution.outcome !== 'OK'
  return (
    <section aria-label="Decision">
      <Title order={2} size="h4">
        Decision
      </Title>
      <Text>
        {state === 'refused' ? 'Refused' : 'Approved'} by {decision.by.name} <TimeAgo at={decision.at} />
        {decision.note === '' ? '' : `: ${decision.note}`}
      </Text>
      {execution?.message && isBad ? (
        <Notice title={stateInWords(proposal).label} tone="bad">
          {execution.message}
        </Notice>
      ) : execution?.message ? (
        <Text className="muted">{execution.message}</Text>
      ) : null}
    </section>
  )
}

function Decide({
  account,
  proposal,
}: {
  readonly account: string
  readonly proposal: ProposalView
}): React.JSX.Element {
  const [note, setNote] = useState('')
  const decide = useDecide(account, proposal.id)
  const give = (decision: 'approve' | 'refuse') => () => decide.mutate({ decision, note })
  return (
    <section aria-label="Your decision">
      <Stack gap="sm">
        <Textarea
          label="Note for the agent"
          description="Optional."
          autosize
          minRows={2}
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {decide.error ? <ErrorState error={decide.error} /> : null}
        <Group>
          <Button onClick={give('approve')} loading={decide.isPending && decide.variables.decision === 'approve'}>
            Approve and carry out
          </Button>
          <Button
            variant="default"
            onClick={give('refuse')}
            loading={decide.isPending && decide.variables.decision === 'refuse'}
          >
            Refuse
          </Button>
        </Group>
      </Stack>
    </section>
  )
}
