import type { Environment } from '@coupa-connector/protocol'
import { Radio, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../api/client.ts'
import { Dialog } from '../ui/dialogs/dialog.tsx'
import { DialogForm } from '../ui/dialogs/dialog-form.tsx'
import { environmentsQuery } from './environment-queries.ts'

interface NewEnvironmentProps {
  readonly account: string
  readonly onClose: () => void
}

/** Creates an environment. What it is for never changes. */
export function NewEnvironmentDialog({
  opened,
  ...props
}: NewEnvironmentProps & { readonly opened: boolean }): React.JSX.Element {
  return (
    <Dialog opened={opened} onClose={props.onClose} title="New environment" centered>
      <NewEnvironment {...props} />
    </Dialog>
  )
}

function NewEnvironment({ account, onClose }: NewEnvironmentProps): React.JSX.Element {
  const queryClient = useQueryClient()
  const [name, setName] = useState('')
  const [classification, setClassification] = useState<Environment['classification']>('test')
  const create = useMutation({
    mutationFn: async () =>
      await client.call('environments.create', { params: { account }, body: { name: name.trim(), classification } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: environmentsQuery(account).queryKey })
      onClose()
    },
  })
  return (
    <DialogForm
      verb="Create environment"
      isPending={create.isPending}
      isAllowed={name.trim() !== ''}
      error={create.error}
      onSubmit={() => create.mutate()}
      onCancel={onClose}
    >
      <TextInput
        label="Name"
        maxLength={255}
        autoComplete="off"
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Radio.Group
        label="What it is for"
        description="This never changes."
        value={classification}
        onChange={(value) => setClassification(value === 'production' ? 'production' : 'test')}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="test" label="Test" description="Builders deploy here." />
          <Radio
            value="production"
            label="Production"
            description="Only administrators deploy here, and everybody is asked before a change."
          />
        </Stack>
      </Radio.Group>
    </DialogForm>
  )
}
