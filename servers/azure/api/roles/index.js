// Says which editions somebody who has just signed in may read. Azure asks this of nobody else.
//
// The registration in Microsoft Entra ID has an "app role" for each closed edition, of the same name,
// and in "Users and groups" the school says whose it is. What somebody has comes as claims.

const EDITIONS = ["intranet", "staff", "governors"]
const IS_ROLE = /(^|\/)roles?$/

module.exports = async function (context, request) {
  const claims = (request.body && request.body.claims) || []
  const theirs = claims.filter((claim) => IS_ROLE.test(claim.typ)).map((claim) => claim.val)
  const roles = EDITIONS.filter((edition) => theirs.includes(edition))
  context.res = {headers: {"Content-Type": "application/json"}, body: {roles}}
}
