import { Alert, Anchor, Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { accountQuery, type LoadedAccount } from '../api/account.ts'
import { useAccount } from '../session/use-account.ts'
import { ConflictNotice } from '../ui/conflict-notice.tsx'
import { CopyField } from '../ui/copy-field.tsx'
import { Icon } from '../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { ErrorState, LoadingRows } from '../ui/states.tsx'
import { draftUseWords } from './settings-change.ts'
import { useSettingsForm } from './use-settings-form.ts'

/** The account's name and policy. */
export function Settings(): React.JSX.Element {
  const { id } = useAccount()
  const stored = useQuery(accountQuery(id))
  return (
    <Page title="Settings" description="What holds for the whole account." maxWidth={760}>
      {stored.isPending ? <LoadingRows rows={2} height={120} /> : null}
      {stored.error && !stored.data ? <ErrorState error={stored.error} onRetry={() => void stored.refetch()} /> : null}
      {stored.data ? <SettingsForm key={id} stored={stored.data} /> : null}
    </Page>
  )
}

function SettingsForm({ stored }: { readonly stored: LoadedAccount }): React.JSX.Element {
  const mayChange = useAccount().can('administrator')
  const form = useSettingsForm(stored)
  return (
    <form
      className="surface"
      onSubmit={(event) => {
        event.preventDefault()
        form.save()
      }}
    >
      <Stack gap="lg" p={{ base: 'md', sm: 'xl' }}>
        {form.error ? <ErrorState error={form.error} /> : null}
        {form.conflict ? (
          <ConflictNotice
            conflict={form.conflict}
            isPending={form.isPending}
            onKeepMine={form.save}
            onTakeTheirs={form.reset}
          />
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
          value={form.values.name}
          readOnly={!mayChange}
          onChange={(event) => form.change({ name: event.currentTarget.value })}
        />
        <Radio.Group
          label="Use of drafts"
          description="A connection is a draft until its settings, as they are now, have passed a test. Whether operations may use one before; testing it is always possible."
          value={form.values.draftUse}
          onChange={(value) => form.change({ draftUse: value === 'allowed' ? 'allowed' : 'refused' })}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="refused" disabled={!mayChange} label={draftUseWords.refused} />
            <Radio value="allowed" disabled={!mayChange} label={draftUseWords.allowed} />
          </Stack>
        </Radio.Group>
        <CopyField label="Short name, for who lends a cloud to this account" text={stored.account.slug} />
        <CopyField label="Account, for the REST API" text={stored.account.id} />
        <Text size="sm">
          <Anchor href="/api/v1/docs">Description of the REST API</Anchor>
        </Text>
        {mayChange ? (
          <Group justify="flex-end" gap="sm">
            <Text size="sm" className="muted" aria-live="polite">
              {form.isSaved ? 'Saved.' : ''}
            </Text>
            {form.isChanged ? (
              <Button variant="default" onClick={form.reset}>
                Cancel
              </Button>
            ) : null}
            <Button type="submit" disabled={!form.isChanged || form.conflict !== undefined} loading={form.isPending}>
              Save
            </Button>
          </Group>
        ) : null}
      </Stack>
    </form>
  )
}
