/** Where the routes of the table are. */
export const apiPrefix = '/api/v1'
