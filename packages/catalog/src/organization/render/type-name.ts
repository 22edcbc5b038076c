/** `purchase_orders` as the name of a type, `PurchaseOrders`. */
export function typeNameOf(resource: string): string {
  const words = resource.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
  const name = words.map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`).join('')
  return /^\d/.test(name) ? `Resource${name}` : name
}
