package io.github.camelzoom.springboot;

import io.github.camelzoom.client.auth.TokenStore;
import org.apache.camel.CamelContext;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.BeansException;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.context.ApplicationContext;

/** Puts typed properties onto what they are the properties of. */
final class PropertyBeans {

    private final ApplicationContext application;
    private final CamelContext camel;

    PropertyBeans(ApplicationContext application, CamelContext camel) {
        this.application = application;
        this.camel = camel;
    }

    /**
     * @param prefix for messages
     * @param target gets what is set in {@code properties}
     */
    <T> T copy(String prefix, Object properties, T target) {
        BeanWrapper from = PropertyAccessorFactory.forBeanPropertyAccess(properties);
        BeanWrapper to = PropertyAccessorFactory.forBeanPropertyAccess(target);
        for (var property : from.getPropertyDescriptors()) {
            String option = property.getName();
            Object value = to.isWritableProperty(option) ? from.getPropertyValue(option) : null;
            if (value != null) {
                // Options of the component may have placeholders of Camel, so these may have them too.
                Object known = value instanceof String text ? camel.resolvePropertyPlaceholders(text) : value;
                to.setPropertyValue(option, resolved(prefix + "." + option, known, to.getPropertyType(option)));
            }
        }
        return target;
    }

    /** A bean, where a text stands for one. Texts are never references, since a secret may begin with a #. */
    private Object resolved(String name, Object value, Class<?> wanted) {
        Class<?> type = wanted == Object.class ? TokenStore.class : wanted;
        boolean reference = value instanceof String text
                && (wanted == Object.class ? text.startsWith("#") : wanted != String.class);
        return reference ? bean(name, value.toString(), type) : value;
    }

    /**
     * @param reference the name of a bean, as {@code name}, {@code #name} or {@code #bean:name}
     */
    <T> T bean(String property, String reference, Class<T> type) {
        String name = reference.replaceFirst("^#(bean:)?", "");
        try {
            return application.getBean(name, type);
        } catch (BeansException e) {
            throw new IllegalArgumentException(property + "=" + reference + ": there is no bean '" + name + "' of type "
                    + type.getName(), e);
        }
    }
}
