import { Alert, Anchor, Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lastChangeQuery } from '../audit/audit-queries.ts'
import { EnvironmentsPanel } from '../environments/environments-panel.tsx'
import { useAccount } from '../session/use-account.ts'
import { InView } from '../ui/lists/in-view.tsx'
import { Icon } from '../ui/marks/icon.tsx'
import { Page } from '../ui/pages/page.tsx'
import { ErrorState, LoadingRows } from '../ui/states/states.tsx'
import { CopyField } from '../ui/text/copy-field.tsx'
import { ConflictNotice } from '../versioned-form/conflict-notice.tsx'
import { changedParts } from '../versioned-form/form-shape.ts'
import { useVersionedForm } from '../versioned-form/use-versioned-form.ts'
import {
  accountFormOf,
  accountFormShape,
  accountPartLabel,
  describeAccountChange,
  draftUseWords,
  productionDeploysWords,
} from './account-form.ts'
import { tellAccountChanged, updateAccount } from './account-mutations.ts'
import { accountKeys, accountQuery, type LoadedAccount } from './account-queries.ts'

/** The account's name and policy. */
export function Settings(): React.JSX.Element {
  const { id } = useAccount()
  const stored = useQuery(accountQuery(id))
  return (
    <Page title="Settings" description="Account-wide settings." maxWidth={700}>
      {stored.isPending ? <LoadingRows rows={2} height={120} /> : null}
      {stored.error && !stored.data ? <ErrorState error={stored.error} onRetry={() => void stored.refetch()} /> : null}
      {stored.data ? <SettingsForm key={id} stored={stored.data} /> : null}
      <EnvironmentsPanel />
    </Page>
  )
}

function SettingsForm({ stored }: { readonly stored: LoadedAccount }): React.JSX.Element {
  const account = useAccount()
  const { id } = account
  const mayChange = account.can('administrator')
  const queryClient = useQueryClient()
  const { base, form, conflict, ...editor } = useVersionedForm({
    shape: accountFormShape,
    stored,
    formOf: ({ account }) => accountFormOf(account),
    initial: accountFormOf(stored.account),
    save: async ({ base, form, etag = '' }) => {
      const changed = changedParts(accountFormShape, base, form)
      return await updateAccount(id, etag, {
        ...(changed.includes('name') && { name: form.name }),
        policy: {
          ...(changed.includes('draftUse') && { draftUse: form.draftUse }),
          ...(changed.includes('productionDeploys') && { productionDeploys: form.productionDeploys }),
        },
      })
    },
    onSaved: async (saved) => await tellAccountChanged(queryClient, saved),
    reload: async () => await queryClient.invalidateQueries({ queryKey: accountKeys.one(id) }),
  })
  const last = useQuery({ ...lastChangeQuery(id, { action: 'account.update' }), enabled: conflict !== undefined })
  return (
    <form
      className="surface"
      onSubmit={(event) => {
        event.preventDefault()
        void editor.save()
      }}
    >
      <Stack gap="lg" p={{ base: 'md', sm: 'xl' }}>
        {mayChange ? null : (
          <Alert color="gray" icon={<Icon name="policy" />}>
            Only administrators and owners can change these settings.
          </Alert>
        )}
        <TextInput
          label="Account name"
          required
          maxLength={255}
          value={form.name}
          readOnly={!mayChange}
          onChange={(event) => {
            const name = event.currentTarget.value
            editor.edit((now) => ({ ...now, name }))
          }}
        />
        <Radio.Group
          label="Untested connections"
          description="Whether a connection can be used before its current settings have passed a test. Testing is always possible."
          value={form.draftUse}
          onChange={(value) =>
            editor.edit((now) => ({ ...now, draftUse: value === 'allowed' ? 'allowed' : 'refused' }))
          }
        >
          <Stack gap="xs" mt="xs">
            <Radio value="refused" disabled={!mayChange} label={draftUseWords.refused} />
            <Radio value="allowed" disabled={!mayChange} label={draftUseWords.allowed} />
          </Stack>
        </Radio.Group>
        <Radio.Group
          label="Deploying to production"
          description="Whether a version of a process reaches production only when two people have looked at it. Only an owner can lift that again."
          value={form.productionDeploys}
          onChange={(value) =>
            editor.edit((now) => ({
              ...now,
              productionDeploys: value === 'with-approval' ? 'with-approval' : 'alone',
            }))
          }
        >
          <Stack gap="xs" mt="xs">
            <Radio value="alone" disabled={!mayChange} label={productionDeploysWords.alone} />
            <Radio value="with-approval" disabled={!mayChange} label={productionDeploysWords['with-approval']} />
          </Stack>
        </Radio.Group>
        <CopyField label="Account ID for sharing" text={stored.account.slug} />
        <CopyField label="Account ID for the REST API" text={stored.account.id} />
        <Text size="sm">
          <Anchor href="/api/v1/docs">API reference</Anchor>
        </Text>
        <InView when={editor.refusals}>
          {editor.error ? <ErrorState error={editor.error} /> : null}
          {conflict && !last.isLoading ? (
            <ConflictNotice
              by={last.data?.by}
              at={last.data?.at}
              changed={conflict.changed.map((part) => describeAccountChange(part, base, conflict.theirs))}
              clashing={conflict.clashing.map(accountPartLabel)}
              onMerge={conflict.merge}
              onDiscard={conflict.discard}
            />
          ) : null}
        </InView>
        {mayChange ? (
          <Group justify="flex-end" gap="sm">
            <Text size="sm" className="muted" aria-live="polite">
              {editor.isSaved ? 'Saved.' : ''}
            </Text>
            {editor.isChanged ? (
              <Button variant="default" onClick={editor.revert}>
                Cancel
              </Button>
            ) : null}
            <Button type="submit" disabled={!editor.isChanged || conflict !== undefined} loading={editor.isSaving}>
              Save
            </Button>
          </Group>
        ) : null}
      </Stack>
    </form>
  )
}
