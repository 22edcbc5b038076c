import { Modal, type ModalProps } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useFocusBack } from './use-focus-back.ts'

export interface DialogProps extends ModalProps {
  /** Whether it shows something that cannot be shown again: then only its own button closes it. */
  readonly isOneTime?: boolean
}

/**
 * A dialog that loses nothing by accident. Once something was typed into it, Escape and a click beside it no longer close
 * it; its own buttons do.
 */
export function Dialog({ isOneTime = false, opened, children, ...props }: DialogProps): React.JSX.Element {
  const [isTyped, setTyped] = useState(false)
  useEffect(() => {
    if (!opened) setTyped(false)
  }, [opened])
  useFocusBack(opened)
  const isGuarded = isOneTime || isTyped
  return (
    <Modal
      opened={opened}
      closeOnEscape={!isGuarded}
      closeOnClickOutside={!isGuarded}
      withCloseButton={!isOneTime}
      {...props}
    >
      <div onInput={() => setTyped(true)}>{children}</div>
    </Modal>
  )
}
