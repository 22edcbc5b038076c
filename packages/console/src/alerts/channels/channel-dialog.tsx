import { Group, PasswordInput, Select, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Dialog } from '../../ui/dialogs/dialog.tsx'
import { DialogForm } from '../../ui/dialogs/dialog-form.tsx'
import { zoneWords } from '../../ui/words/zones.ts'
import { type ChannelInput, useSaveChannel } from '../alert-mutations.ts'
import type { AlertChannel, ChannelKind } from '../alert-queries.ts'

/** Creates a channel of a kind, or changes one. */
export function ChannelDialog({
  account,
  edited,
  onClose,
}: {
  readonly account: string
  readonly edited: { readonly kind: ChannelKind; readonly channel?: AlertChannel } | undefined
  readonly onClose: () => void
}): React.JSX.Element {
  const title = edited?.channel === undefined ? `New channel: ${edited?.kind.title ?? ''}` : edited.channel.name
  return (
    <Dialog opened={edited !== undefined} onClose={onClose} title={title} centered size="lg">
      {edited === undefined ? null : (
        <ChannelForm account={account} kind={edited.kind} channel={edited.channel} onClose={onClose} />
      )}
    </Dialog>
  )
}

type Sending = 'at-once' | 'quiet' | 'daily'

const everyDay = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

function ChannelForm({
  account,
  kind,
  channel,
  onClose,
}: {
  readonly account: string
  readonly kind: ChannelKind
  readonly channel: AlertChannel | undefined
  readonly onClose: () => void
}): React.JSX.Element {
  const save = useSaveChannel(account, kind.kind, channel)
  const [given, setGiven] = useState<ChannelInput>({
    name: channel?.name ?? '',
    settings: channel?.settings ?? {},
    secrets: {},
    quietHours: channel?.quietHours ?? null,
    digest: channel?.digest ?? null,
  })
  const set = (group: 'settings' | 'secrets', field: string, value: string): void =>
    setGiven({ ...given, [group]: { ...given[group], [field]: value } })
  return (
    <DialogForm
      verb={channel === undefined ? 'Create' : 'Save'}
      isPending={save.isPending}
      error={save.error}
      onSubmit={() => save.mutate({ ...given, settings: withoutEmpty(given.settings) }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <TextInput
        label="Name"
        placeholder="On call"
        required
        data-autofocus
        value={given.name}
        onChange={(event) => setGiven({ ...given, name: event.currentTarget.value })}
      />
      {kind.settings.map(({ name, label, help, example, isRequired }) => (
        <TextInput
          key={name}
          label={label}
          description={help}
          placeholder={example ?? undefined}
          required={isRequired}
          value={given.settings[name] ?? ''}
          onChange={(event) => set('settings', name, event.currentTarget.value)}
        />
      ))}
      {kind.secrets.map(({ name, label, help, example, isRequired }) => {
        const isSet = channel?.secrets[name] !== undefined
        return (
          <PasswordInput
            key={name}
            label={label}
            description={isSet ? `${help} It is set, and never shown. Leave this empty to keep it.` : help}
            placeholder={example ?? undefined}
            required={isRequired && !isSet}
            autoComplete="off"
            value={given.secrets[name] ?? ''}
            onChange={(event) => set('secrets', name, event.currentTarget.value)}
          />
        )
      })}
      <SendingFields given={given} onChange={setGiven} />
    </DialogForm>
  )
}

/** When the channel sends: at once, but for quiet hours, or once a day. */
function SendingFields({
  given,
  onChange,
}: {
  readonly given: ChannelInput
  readonly onChange: (given: ChannelInput) => void
}): React.JSX.Element {
  const { quietHours, digest } = given
  const zone = quietHours?.zone ?? digest?.zone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone
  const sending: Sending = digest !== null ? 'daily' : quietHours !== null ? 'quiet' : 'at-once'
  const choose = (next: string | null): void =>
    onChange({
      ...given,
      quietHours: next === 'quiet' ? { days: [...everyDay], from: '20:00', until: '06:00', zone } : null,
      digest: next === 'daily' ? { at: '07:00', zone } : null,
    })
  return (
    <>
      <Select
        label="When it sends"
        data={[
          { value: 'at-once', label: 'At once' },
          { value: 'quiet', label: 'At once, with quiet hours' },
          { value: 'daily', label: 'Once a day, all in one message' },
        ]}
        value={sending}
        allowDeselect={false}
        onChange={choose}
      />
      {quietHours === null ? null : (
        <Group grow align="flex-start">
          <TimeField
            label="Quiet from"
            value={quietHours.from}
            onChange={(from) => onChange({ ...given, quietHours: { ...quietHours, from } })}
          />
          <TimeField
            label="Until"
            value={quietHours.until}
            onChange={(until) => onChange({ ...given, quietHours: { ...quietHours, until } })}
          />
        </Group>
      )}
      {digest === null ? null : (
        <TimeField label="At" value={digest.at} onChange={(at) => onChange({ ...given, digest: { ...digest, at } })} />
      )}
      {sending === 'at-once' ? null : (
        <Text size="sm" className="muted">
          In the time of {zoneWords(zone)}. What comes up in between is sent together.
        </Text>
      )}
    </>
  )
}

function TimeField({
  label,
  value,
  onChange,
}: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}): React.JSX.Element {
  return (
    <TextInput
      label={label}
      type="time"
      required
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

function withoutEmpty(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''))
}
