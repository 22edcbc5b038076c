import type { Process } from '@coupa-connector/protocol'
import { Button, Group, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { tellRunChanged } from '../../runs/tell-run-changed.ts'
import { ErrorState } from '../../ui/states/states.tsx'
import { applyDefinition } from '../process-mutations.ts'
import type { ProcessEditorState } from './use-process-editor.ts'

/** Stores what was edited as the next version, and goes to what it changes. */
export function SaveVersion({
  account,
  process,
  editor: { definition, check, isChanged, version, discard },
}: {
  readonly account: string
  readonly process: Process
  readonly editor: ProcessEditorState
}): React.JSX.Element {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [note, setNote] = useState('')
  const problems = check?.problems.length ?? 0
  const save = useMutation({
    mutationFn: async () => await applyDefinition(account, { ...definition, process: process.name }, note.trim()),
    onSuccess: async (applied) => {
      discard()
      await tellRunChanged(queryClient, account)
      await navigate({
        to: '/a/$account/processes/$process',
        params: { account, process: process.id },
        search: { view: 'versions', version: String(applied.version) },
      })
    },
  })
  return (
    <div className="surface editor-bar save-version">
      {save.error ? <ErrorState error={save.error} /> : null}
      {version === process.latestVersion ? null : (
        <Text size="sm" className="warning">
          You began with version {version}, and version {process.latestVersion} was stored in the meantime. Saving
          replaces it as the newest.
        </Text>
      )}
      <Group gap="sm" justify="space-between">
        <Text size="sm" className={problems > 0 ? 'bad' : 'muted'} role="status">
          {problems > 0
            ? `${problems === 1 ? 'One thing is' : `${problems} things are`} not right yet`
            : isChanged
              ? 'Not stored yet. Your browser keeps it.'
              : `As in version ${version}`}
        </Text>
        <Group gap="xs">
          <TextInput
            size="sm"
            aria-label="What changes, for whoever reads it"
            placeholder="What changes"
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Button variant="default" disabled={!isChanged} onClick={discard}>
            Discard
          </Button>
          <Button
            disabled={!isChanged || problems > 0 || check === undefined}
            loading={save.isPending}
            onClick={() => save.mutate()}
          >
            Save as version {process.latestVersion + 1}
          </Button>
        </Group>
      </Group>
    </div>
  )
}
