import { Autocomplete, Button, SimpleGrid, Stack, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ConnectionForm, FormAction } from '../fields/connection-form.ts'
import type { Facets } from '../list/connection-filters.tsx'

/** The name of a connection and where it belongs. Nothing of this is sent to Coupa. */
export function AboutFields({
  form,
  nameError,
  suggestedName,
  facets,
  isReadOnly,
  onAction,
}: {
  readonly form: ConnectionForm
  readonly nameError: string | undefined
  /** Offered while there is no name. */
  readonly suggestedName: string | undefined
  readonly facets: Pick<Facets, 'folders' | 'labels'>
  readonly isReadOnly: boolean
  readonly onAction: (action: FormAction) => void
}): React.JSX.Element {
  const [isWide, setWide] = useState(form.description !== '' || form.folder !== '' || form.labels.length > 0)
  return (
    <Stack gap="sm">
      <div>
        <TextInput
          id="connection-name"
          label="Name"
          withAsterisk
          maxLength={255}
          autoComplete="off"
          readOnly={isReadOnly}
          value={form.name}
          error={nameError}
          onChange={(event) => onAction({ type: 'text', key: 'name', value: event.currentTarget.value })}
        />
        {suggestedName && form.name.trim() === '' && !isReadOnly ? (
          <Button
            mt={6}
            size="compact-sm"
            variant="light"
            onClick={() => onAction({ type: 'text', key: 'name', value: suggestedName })}
          >
            Use {suggestedName}
          </Button>
        ) : null}
      </div>
      {isWide ? (
        <>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            <Autocomplete
              label="Folder"
              readOnly={isReadOnly}
              maxLength={400}
              data={facets.folders.map(({ name }) => name).filter((name) => name !== '')}
              value={form.folder}
              onChange={(value) => onAction({ type: 'text', key: 'folder', value })}
            />
            <TagsInput
              label="Labels"
              readOnly={isReadOnly}
              maxTags={50}
              maxLength={60}
              placeholder={form.labels.length === 0 && !isReadOnly ? 'Type and press Enter' : ''}
              data={facets.labels.map(({ name }) => name)}
              value={[...form.labels]}
              onChange={(labels) => onAction({ type: 'labels', labels })}
            />
          </SimpleGrid>
          <Textarea
            label="Description"
            autosize
            minRows={1}
            maxRows={6}
            maxLength={4000}
            readOnly={isReadOnly}
            value={form.description}
            onChange={(event) => onAction({ type: 'text', key: 'description', value: event.currentTarget.value })}
          />
        </>
      ) : isReadOnly ? null : (
        <Button
          size="compact-sm"
          variant="subtle"
          style={{ alignSelf: 'flex-start' }}
          aria-expanded={false}
          onClick={() => setWide(true)}
        >
          Add folder, labels and description
        </Button>
      )}
    </Stack>
  )
}
