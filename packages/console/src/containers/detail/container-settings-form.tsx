import { Button, Group, NumberInput, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lastChangeQuery } from '../../audit/audit-queries.ts'
import { InView } from '../../ui/lists/in-view.tsx'
import { ErrorState } from '../../ui/states/states.tsx'
import { ConflictNotice } from '../../versioned-form/conflict-notice.tsx'
import { useVersionedForm } from '../../versioned-form/use-versioned-form.ts'
import { tellContainersChanged, updateContainer } from '../container-mutations.ts'
import { containerKeys, type LoadedContainer } from '../container-queries.ts'
import {
  changesTo,
  containerFormOf,
  containerFormShape,
  containerPartLabel,
  describeContainerChange,
} from './container-form.ts'

/** Name, whether tests may run, and how many jobs at a time. */
export function ContainerSettingsForm({
  account,
  loaded,
}: {
  readonly account: string
  readonly loaded: LoadedContainer
}): React.JSX.Element {
  const queryClient = useQueryClient()
  const { id, relation, maxConcurrentJobs } = loaded.container
  const { base, form, conflict, ...editor } = useVersionedForm({
    shape: containerFormShape,
    stored: loaded,
    formOf: ({ container }) => containerFormOf(container),
    initial: containerFormOf(loaded.container),
    save: async ({ base, form, etag = '' }) => await updateContainer(account, id, etag, changesTo(base, form)),
    onSaved: async (saved) => await tellContainersChanged(queryClient, account, saved),
    reload: async () => await queryClient.invalidateQueries({ queryKey: containerKeys.one(account, id) }),
  })
  const last = useQuery({
    ...lastChangeQuery(account, { action: 'container.update', subject: id }),
    enabled: conflict !== undefined,
  })
  const isOwned = relation === 'owner'
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void editor.save()
      }}
    >
      <Stack gap="md" className="surface" p="md">
        <TextInput
          label="Name"
          required
          maxLength={255}
          maw={420}
          value={form.name}
          onChange={(event) => {
            const name = event.currentTarget.value
            editor.edit((now) => ({ ...now, name }))
          }}
        />
        {isOwned ? (
          <>
            <Switch
              label="Allow tests and operations from here"
              description="Without this, connections can’t be tested or explored from this container. Boomi calls it browsing."
              checked={form.allowBrowsing}
              onChange={(event) => {
                const allowBrowsing = event.currentTarget.checked
                editor.edit((now) => ({ ...now, allowBrowsing }))
              }}
            />
            <NumberInput
              label="Concurrent jobs"
              description="Across all nodes. Extra jobs wait in a queue."
              maw={220}
              min={1}
              max={1000}
              allowDecimal={false}
              value={form.maxConcurrentJobs}
              onChange={(value) => {
                if (typeof value === 'number') editor.edit((now) => ({ ...now, maxConcurrentJobs: value }))
              }}
            />
          </>
        ) : (
          <Text size="sm" className="muted">
            The owner of the cloud allows this account up to {maxConcurrentJobs} concurrent jobs.
          </Text>
        )}
        <InView when={editor.refusals}>
          {conflict && !last.isLoading ? (
            <ConflictNotice
              by={last.data?.by}
              at={last.data?.at}
              changed={conflict.changed.map((part) => describeContainerChange(part, base, conflict.theirs))}
              clashing={conflict.clashing.map(containerPartLabel)}
              onMerge={conflict.merge}
              onDiscard={conflict.discard}
            />
          ) : null}
          {editor.error ? <ErrorState error={editor.error} /> : null}
        </InView>
        <Group gap="sm">
          <Button type="submit" disabled={!editor.isChanged || conflict !== undefined} loading={editor.isSaving}>
            Save
          </Button>
          {editor.isChanged ? (
            <Button variant="default" onClick={editor.revert}>
              Discard
            </Button>
          ) : null}
          <Text size="sm" className="good" aria-live="polite">
            {editor.isSaved ? 'Saved' : ''}
          </Text>
        </Group>
      </Stack>
    </form>
  )
}
