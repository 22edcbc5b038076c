import type { Account } from '@coupa-connector/protocol'
import { Alert, Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { accountQuery } from '../api/account.ts'
import { client, ProblemError } from '../api/client.ts'
import { useAccount } from '../api/use-account.ts'
import { CopyField } from '../components/copy-field.tsx'
import { Icon } from '../components/icon.tsx'
import { Page } from '../components/page.tsx'
import { ErrorState, LoadingRows } from '../components/states.tsx'

/** The account's name and policy. */
export function Settings(): React.JSX.Element {
  const { id } = useAccount()
  const stored = useQuery(accountQuery(id))
  return (
    <Page title="Settings" description="What holds for the whole account." maxWidth={760}>
      {stored.isPending ? <LoadingRows rows={2} height={120} /> : null}
      {stored.error ? <ErrorState error={stored.error} onRetry={() => void stored.refetch()} /> : null}
      {stored.data ? <SettingsForm key={stored.data.etag} {...stored.data} /> : null}
    </Page>
  )
}

function SettingsForm({
  account,
  etag,
}: {
  readonly account: Account
  readonly etag: string | undefined
}): React.JSX.Element {
  const { can } = useAccount()
  const queryClient = useQueryClient()
  const [name, setName] = useState(account.name)
  const [draftUse, setDraftUse] = useState(account.policy.draftUse)
  const mayChange = can('administrator')
  const isChanged = name !== account.name || draftUse !== account.policy.draftUse
  const save = useMutation({
    mutationFn: async () =>
      await client.call('account.update', {
        params: { account: account.id },
        body: { name, policy: { draftUse } },
        ifMatch: etag,
      }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['session'] })
      await queryClient.invalidateQueries({ queryKey: accountQuery(account.id).queryKey })
    },
  })
  const isStale = save.error instanceof ProblemError && save.error.code === 'CHANGED_MEANWHILE'
  return (
    <form
      className="surface"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <Stack gap="lg" p={{ base: 'md', sm: 'xl' }}>
        {save.error ? <ErrorState error={save.error} /> : null}
        {isStale ? (
          <Button
            variant="default"
            onClick={() => void queryClient.invalidateQueries({ queryKey: accountQuery(account.id).queryKey })}
          >
            Look at what is stored now
          </Button>
        ) : null}
        {mayChange ? null : (
          <Alert color="gray" icon={<Icon name="policy" />}>
            Only administrators and owners change these.
          </Alert>
        )}
        <TextInput
          label="Name of the account"
          required
          maxLength={255}
          value={name}
          readOnly={!mayChange}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Radio.Group
          label="Use of drafts"
          description="Whether operations may use a connection whose settings have not passed a test as they are now."
          value={draftUse}
          onChange={(value) => setDraftUse(value === 'allowed' ? 'allowed' : 'refused')}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="refused" disabled={!mayChange} label="Refused: a connection must have passed its test" />
            <Radio value="allowed" disabled={!mayChange} label="Allowed: drafts can be used too" />
          </Stack>
        </Radio.Group>
        <CopyField label="Account, for the REST API" value={account.id} />
        <Text size="sm">
          <a href="/api/v1/docs">Description of the REST API</a>
        </Text>
        {mayChange ? (
          <Group justify="flex-end" gap="sm">
            <Text size="sm" className="muted" aria-live="polite">
              {save.isSuccess && !isChanged ? 'Saved.' : ''}
            </Text>
            <Button type="submit" disabled={!isChanged} loading={save.isPending}>
              Save
            </Button>
          </Group>
        ) : null}
      </Stack>
    </form>
  )
}
