import { Button, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { roleMeanings, roleOptions, roleWithArticle } from '../people/roles.ts'
import { Dialog } from '../ui/dialogs/dialog.tsx'
import { DialogForm } from '../ui/dialogs/dialog-form.tsx'
import { CopyField } from '../ui/text/copy-field.tsx'
import { type NewKey, useCreateKey } from './key-mutations.ts'

/** Makes an API key; it is shown once. */
export function NewKeyDialog({
  account,
  opened,
  onClose,
}: {
  readonly account: string
  readonly opened: boolean
  readonly onClose: () => void
}): React.JSX.Element {
  const [given, setGiven] = useState<NewKey>({ name: '', role: 'builder', lifetimeDays: 90 })
  // The key stands here and nowhere else.
  const [made, setMade] = useState<string>()
  const create = useCreateKey(account, setMade)
  const close = (): void => {
    onClose()
    setMade(undefined)
    create.reset()
    setGiven({ ...given, name: '' })
  }
  return (
    <Dialog opened={opened} onClose={close} title="New API key" isOneTime={made !== undefined} centered size="lg">
      {made !== undefined ? (
        <Stack gap="md">
          <Text size="sm">Store this key somewhere safe. You won’t see it again.</Text>
          <CopyField label="API key" text={made} />
          <Text size="sm" className="muted">
            Programs send it as <code>Authorization: Bearer …</code>. For the command line, use{' '}
            <code>coupa-connector hub login</code>.
          </Text>
          <Group justify="flex-end">
            <Button onClick={close}>Done</Button>
          </Group>
        </Stack>
      ) : (
        <DialogForm
          verb="Create"
          isPending={create.isPending}
          error={create.error}
          onSubmit={() => create.mutate(given)}
          onCancel={close}
        >
          <TextInput
            label="Name"
            description="What it is for. Shown in the audit log."
            placeholder="Nightly export"
            required
            data-autofocus
            value={given.name}
            onChange={(event) => setGiven({ ...given, name: event.currentTarget.value })}
          />
          <Select
            label="Role"
            description={`${roleWithArticle(given.role)} ${roleMeanings[given.role]}.`}
            data={roleOptions('administrator')}
            value={given.role}
            allowDeselect={false}
            onChange={(role) => role && setGiven({ ...given, role: role as NewKey['role'] })}
          />
          <NumberInput
            label="Expires after"
            suffix=" days"
            min={1}
            max={366}
            allowDecimal={false}
            required
            value={given.lifetimeDays}
            onChange={(days) => setGiven({ ...given, lifetimeDays: Number(days) })}
          />
        </DialogForm>
      )}
    </Dialog>
  )
}
