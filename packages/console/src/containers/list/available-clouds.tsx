import { Button, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { Dialog } from '../../ui/dialogs/dialog.tsx'
import { DialogForm } from '../../ui/dialogs/dialog-form.tsx'
import { useAttachCloud } from '../container-mutations.ts'
import type { AvailableCloud } from '../container-queries.ts'
import { StatusOf } from '../container-status.tsx'
import { containerStatusWords } from '../container-words.ts'

/** Clouds that others lend to the account. */
export function AvailableClouds({
  account,
  clouds,
  canAttach,
}: {
  readonly account: string
  readonly clouds: readonly AvailableCloud[]
  readonly canAttach: boolean
}): React.JSX.Element {
  const [attaching, setAttaching] = useState<AvailableCloud>()
  return (
    <section aria-labelledby="available-clouds">
      <Title order={2} size="h3" id="available-clouds">
        Shared with this account
      </Title>
      <Text size="sm" className="muted" mb="xs">
        Clouds from other accounts. Attach one to use it like your own container.
      </Text>
      <ul className="surface row-list">
        {clouds.map((cloud) => {
          const isFull = cloud.maxAttachments !== -1 && cloud.attachments >= cloud.maxAttachments
          return (
            <li key={cloud.id} className="node-row">
              <span>
                <span className="row-name">{cloud.name}</span>
                <br />
                <span className="row-detail">
                  {cloud.owner} · attached {cloud.attachments}{' '}
                  {cloud.maxAttachments === -1 ? 'times, unlimited' : `of ${cloud.maxAttachments} times`}
                </span>
              </span>
              <StatusOf words={containerStatusWords[cloud.status]} />
              {canAttach ? (
                <Button
                  size="compact-sm"
                  variant="default"
                  disabled={isFull}
                  aria-label={`Attach ${cloud.name}`}
                  onClick={() => setAttaching(cloud)}
                >
                  {isFull ? 'All attached' : 'Attach'}
                </Button>
              ) : null}
            </li>
          )
        })}
      </ul>
      <Dialog
        opened={attaching !== undefined}
        onClose={() => setAttaching(undefined)}
        title={`Attach ${attaching?.name ?? ''}`}
      >
        {attaching ? <AttachForm account={account} cloud={attaching} onClose={() => setAttaching(undefined)} /> : null}
      </Dialog>
    </section>
  )
}

function AttachForm({
  account,
  cloud,
  onClose,
}: {
  readonly account: string
  readonly cloud: AvailableCloud
  readonly onClose: () => void
}): React.JSX.Element {
  const [name, setName] = useState(cloud.name)
  const attach = useAttachCloud(account)
  return (
    <DialogForm
      verb="Attach"
      isPending={attach.isPending}
      error={attach.error}
      onSubmit={() => attach.mutate({ cloud: cloud.id, name: name.trim() }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <TextInput
        label="Name in this account"
        required
        maxLength={255}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </DialogForm>
  )
}
