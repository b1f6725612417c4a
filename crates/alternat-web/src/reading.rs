//! Reading a circle of this node: a scene for one reader, made under the circle's lock.

use alternat::act::Act;
use alternat::envelope::Envelope;
use alternat::id::Id;
use alternat_node::circle::Circle;
use alternat_node::node::Shared;
use alternat_view::Reader;
use alternat_view::scene::{Scene, Shelf};

/// What lies beside the state: the circle's own disk.
struct Kept<'a>(&'a Circle);

impl Shelf for Kept<'_> {
    fn act(&self, id: &Id) -> Option<Act> {
        let envelope = self.0.store().envelope(*id).ok()??;
        Act::read(Envelope::read(&envelope).ok()?.payload).ok()
    }

    fn beginning(&self, sha256: &Id, bytes_max: usize) -> Option<Vec<u8>> {
        let mut part = self.0.store().part(*sha256).ok()??;
        part.truncate(bytes_max);
        Some(part)
    }
}

/// Shows a scene of everything that a circle holds; `None` where it holds no charter yet.
pub fn look<T>(shared: &Shared, reader: &Reader, ask: impl FnOnce(&Scene, &Circle) -> T) -> Option<T> {
    shared.look(|circle| {
        let window = circle.record().everything();
        let shelf = Kept(circle);
        Scene::of(&window, reader, &shelf).map(|scene| ask(&scene, circle))
    })
}
