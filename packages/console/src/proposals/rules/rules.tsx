import type { ApprovalRule } from '@coupa-connector/protocol'
import { ActionIcon, Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAccount } from '../../session/use-account.ts'
import { LinkButton } from '../../ui/controls/link-button.tsx'
import { ConfirmDialog } from '../../ui/dialogs/confirm-dialog.tsx'
import { Row, Rows } from '../../ui/lists/rows.tsx'
import { Icon } from '../../ui/marks/icon.tsx'
import { Page } from '../../ui/pages/page.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { RuleDialog } from './rule-dialog.tsx'
import { rulesQuery, useDeleteRule } from './rule-queries.ts'
import { kindInWords, limitsInWords } from './rule-words.ts'

/** Rules by which proposed changes need no person. Without one, a person decides each change. */
export function ApprovalRules(): React.JSX.Element {
  const account = useAccount()
  const [isMaking, setMaking] = useState(false)
  const list = useQuery(rulesQuery(account.id))
  const mayChange = account.can('administrator')
  return (
    <Page
      title="Changes that need no person"
      description="Proposed changes that fit a rule are carried out at once, within its limits. All others wait for a person."
      actions={
        <>
          <LinkButton to="/a/$account/proposals" params={{ account: account.id }} variant="default">
            All proposals
          </LinkButton>
          {mayChange ? <Button onClick={() => setMaking(true)}>New rule</Button> : null}
        </>
      }
    >
      <Stack gap="md">
        {list.isPending ? <LoadingRows rows={2} /> : null}
        {list.error && !list.data ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
        {list.data?.length === 0 ? (
          <EmptyState icon="answer" title="No rules: a person decides every change">
            An administrator can name low-risk changes that are let through, so many a day and up to an amount.
          </EmptyState>
        ) : null}
        {list.data && list.data.length > 0 ? (
          <Rows label="Rules">
            {list.data.map((rule) => (
              <RuleRow key={rule.id} rule={rule} account={account.id} mayDelete={mayChange} />
            ))}
          </Rows>
        ) : null}
      </Stack>
      <RuleDialog opened={isMaking} account={account.id} onClose={() => setMaking(false)} />
    </Page>
  )
}

function RuleRow({
  rule,
  account,
  mayDelete,
}: {
  readonly rule: ApprovalRule
  readonly account: string
  readonly mayDelete: boolean
}): React.JSX.Element {
  const [isAsking, setAsking] = useState(false)
  const remove = useDeleteRule(account)
  return (
    <>
      <Row
        primary={<Text fw={550}>{rule.name}</Text>}
        secondary={
          <>
            {kindInWords(rule)} · {rule.connection.name} · {limitsInWords(rule)}
          </>
        }
        aside={
          mayDelete ? (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Delete the rule ${rule.name}`}
              onClick={() => setAsking(true)}
            >
              <Icon name="trash" size={16} />
            </ActionIcon>
          ) : null
        }
      />
      <ConfirmDialog
        opened={isAsking}
        title={`Delete the rule ${rule.name}`}
        consequences={['From then on a person decides the changes that it has let through.']}
        verb="Delete"
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate(rule.id, { onSuccess: () => setAsking(false) })}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
