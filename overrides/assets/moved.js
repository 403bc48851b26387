/* For the old address of a page: on to the new one, with the clause that was asked for. */
"use strict"

const link = document.getElementById("moved")
location.replace(link.href + location.search + location.hash)
