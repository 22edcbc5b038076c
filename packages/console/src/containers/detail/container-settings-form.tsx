import { Button, Group, List, NumberInput, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { client, ProblemError } from '../../api/client.ts'
import { Notice } from '../../ui/notice.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import {
  containerQuery,
  type LoadedContainer,
  lastChangeOf,
  loadedContainer,
  tellContainersChanged,
} from '../container-queries.ts'
import { type ContainerSettings, changesTo, describeChanges, followChange, settingsOf } from './settings-change.ts'

interface Conflict {
  readonly theirs: LoadedContainer
  readonly who: { readonly name: string; readonly at: string } | undefined
}

/** Name, whether tests may run, and how many jobs at a time. */
export function ContainerSettingsForm({
  account,
  loaded,
}: {
  readonly account: string
  readonly loaded: LoadedContainer
}): React.JSX.Element {
  const queryClient = useQueryClient()
  // What the form was filled from; the refreshing beneath it changes the base only while nothing was typed.
  const [base, setBase] = useState(loaded)
  const [typed, setTyped] = useState<ContainerSettings>(settingsOf(loaded.container))
  const [conflict, setConflict] = useState<Conflict>()
  const changes = changesTo(settingsOf(base.container), typed)
  const isChanged = Object.keys(changes).length > 0
  useEffect(() => {
    if (isChanged || loaded.etag === base.etag) return
    setBase(loaded)
    setTyped(settingsOf(loaded.container))
  }, [loaded, base.etag, isChanged])
  const { id } = base.container
  const start = (next: LoadedContainer): void => {
    setBase(next)
    setConflict(undefined)
  }
  const save = useMutation({
    mutationFn: async () =>
      loadedContainer(
        await client.call('container.update', {
          params: { account, container: id },
          body: changes,
          ifMatch: base.etag,
        }),
      ),
    onSuccess: async (saved) => {
      start(saved)
      setTyped(settingsOf(saved.container))
      await tellContainersChanged(queryClient, account, saved)
    },
    onError: async (error) => {
      if (!isConflict(error)) return
      const theirs = await queryClient.fetchQuery({ ...containerQuery(account, id), staleTime: 0 })
      setConflict({ theirs, who: await lastChangeOf(account, id).catch(() => undefined) })
    },
  })
  const isOwned = base.container.relation === 'owner'
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <Stack gap="md" className="surface" p="md">
        <TextInput
          label="Name"
          required
          maxLength={255}
          maw={420}
          value={typed.name}
          onChange={(event) => setTyped({ ...typed, name: event.currentTarget.value })}
        />
        {isOwned ? (
          <>
            <Switch
              label="Allow tests and operations from here"
              description="Called browsing elsewhere. Without it, connections cannot be tested or explored from this container."
              checked={typed.allowBrowsing}
              onChange={(event) => setTyped({ ...typed, allowBrowsing: event.currentTarget.checked })}
            />
            <NumberInput
              label="Jobs at a time"
              description="Over all of its nodes; more than these wait."
              maw={220}
              min={1}
              max={1000}
              allowDecimal={false}
              value={typed.maxConcurrentJobs}
              onChange={(value) =>
                setTyped({ ...typed, maxConcurrentJobs: typeof value === 'number' ? value : typed.maxConcurrentJobs })
              }
            />
          </>
        ) : (
          <Text size="sm" className="muted">
            Up to {base.container.maxConcurrentJobs} jobs of this account at a time, as the owner of the cloud lends it.
          </Text>
        )}
        {conflict ? (
          <ConflictNotice
            conflict={conflict}
            before={settingsOf(base.container)}
            onKeep={() => {
              setTyped(followChange(settingsOf(base.container), typed, settingsOf(conflict.theirs.container)))
              start(conflict.theirs)
              save.reset()
            }}
            onTake={() => {
              setTyped(settingsOf(conflict.theirs.container))
              start(conflict.theirs)
              save.reset()
            }}
          />
        ) : save.error && !isConflict(save.error) ? (
          <ErrorState error={save.error} />
        ) : null}
        <Group gap="sm">
          <Button type="submit" disabled={!isChanged || conflict !== undefined} loading={save.isPending}>
            Save
          </Button>
          {isChanged ? (
            <Button variant="default" onClick={() => setTyped(settingsOf(base.container))}>
              Discard
            </Button>
          ) : null}
          <Text size="sm" className="good" aria-live="polite">
            {save.isSuccess && !isChanged ? 'Saved' : ''}
          </Text>
        </Group>
      </Stack>
    </form>
  )
}

function ConflictNotice({
  conflict: { theirs, who },
  before,
  onKeep,
  onTake,
}: {
  readonly conflict: Conflict
  readonly before: ContainerSettings
  readonly onKeep: () => void
  readonly onTake: () => void
}): React.JSX.Element {
  return (
    <Notice role="alert" title={`${who?.name ?? 'Somebody else'} changed it meanwhile`}>
      <List size="sm">
        {describeChanges(before, settingsOf(theirs.container)).map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
      <Text size="sm" className="muted">
        {who ? (
          <>
            Saved <TimeAgo at={who.at} />.{' '}
          </>
        ) : null}
        Nothing of yours is saved yet, and nothing is lost.
      </Text>
      <Group gap="xs" mt="sm">
        <Button size="xs" variant="default" onClick={onKeep}>
          Keep mine on top of it
        </Button>
        <Button size="xs" variant="default" onClick={onTake}>
          Take theirs over
        </Button>
      </Group>
    </Notice>
  )
}

function isConflict(error: unknown): boolean {
  return error instanceof ProblemError && error.code === 'CHANGED_MEANWHILE'
}
