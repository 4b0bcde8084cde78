// On the page of an address that was renamed: on to where its content is, with the passage that the address asks for.
let link
try {
  link = document.getElementById(decodeURIComponent(location.hash.slice(1)))
} catch {} // what is no encoding is no id either
const target = new URL((link?.href ? link : document.getElementById("moved")).href)
target.search = location.search
location.replace(target)
