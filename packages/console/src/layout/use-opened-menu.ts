import { useEffect, useState } from 'react'

/** A menu that opens as soon as it is there. Only one that was closed before knows where the focus belongs when it closes. */
export function useOpenedMenu(): { readonly opened: boolean; readonly onChange: (opened: boolean) => void } {
  const [opened, setOpened] = useState(false)
  useEffect(() => setOpened(true), [])
  return { opened, onChange: setOpened }
}
